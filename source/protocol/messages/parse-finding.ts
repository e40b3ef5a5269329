import {type Culprit, type Finding, findingIds, findingKinds, resources} from '../../diagnosis/finding.js';
import {severities} from '../../metrics/values/severity.js';
import {
	type Fields,
	optionalChoice,
	optionalItems,
	optionalList,
	optionalNumber,
	optionalText,
	required,
	text,
	textOf,
	time,
} from '../../support/fields.js';

/** Maximum number of items of each list of a finding. */
const maxItems = 20;

/** Parses a finding. Throws if a part without default is missing, and for a finding of a later version. */
export function parseFinding(finding: Fields): Finding {
	return {
		id: required(optionalChoice(finding, 'id', findingIds), 'id'),
		resource: required(optionalChoice(finding, 'resource', resources), 'resource'),
		kind: required(optionalChoice(finding, 'kind', findingKinds), 'kind'),
		severity: required(optionalChoice(finding, 'severity', severities), 'severity'),
		where: optionalText(finding, 'where'),
		sentence: text(finding, 'sentence'),
		sinceMs: time(finding, 'since'),
		evidence: (optionalList(finding, 'evidence') ?? [])
			.slice(0, maxItems)
			.map(one => ({name: optionalText(one, 'name') ?? '', value: optionalText(one, 'value') ?? ''})),
		culprits: (optionalList(finding, 'culprits') ?? []).slice(0, maxItems).flatMap(parseCulprit),
		next: (optionalItems(finding, 'next') ?? []).slice(0, maxItems).flatMap(step => textOf(step) ?? []),
	};
}

function parseCulprit(culprit: Fields): readonly Culprit[] {
	const name = optionalText(culprit, 'name');
	return name === undefined
		? []
		: [
				{
					pid: optionalNumber(culprit, 'pid'),
					name,
					user: optionalText(culprit, 'user'),
					groupPath: optionalText(culprit, 'cgroup'),
					share: optionalText(culprit, 'share') ?? '',
				},
			];
}
