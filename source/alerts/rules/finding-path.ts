import {type Finding, type FindingId, findingIds} from '../../diagnosis/finding.js';
import {type MetricPath, parseMetricPath} from '../../measurements/metric-path.js';
import {unitOf} from '../../measurements/numbers.js';
import type {Unit} from '../../measurements/unit.js';
import {groupName} from '../../metrics/values/group-name.js';
import {type Severity, severities} from '../../metrics/values/severity.js';
import {suggestion} from '../../support/nearest.js';

const prefix = 'finding ';

/**
A path to findings: `finding disk.saturated`, `finding disk.full[/data]` for one mount, device or group, `finding *` for all.
Its value is the severity, see `rankOf`.
*/
export type FindingPath = MetricPath & {
	/** The condition. `undefined`: all. */
	readonly finding: FindingId | undefined;
	matches(finding: Finding): boolean;
};

/** The value of an absent finding. */
export const absentRank = 0;

/** Returns the value of a severity: 1 for a note, 2 for a warning, 3 for a critical finding. */
export function rankOf(severity: Severity): number {
	return severities.indexOf(severity) + 1;
}

/** Returns the path of a rule: to findings, or to a number or event of the message. */
export function parseRulePath(text: string): MetricPath | FindingPath {
	return parseFindingPath(text) ?? parseMetricPath(text);
}

export function isFindingPath(path: MetricPath | FindingPath): path is FindingPath {
	return 'matches' in path;
}

/** Returns the unit of the values of a path; `undefined` if it does not lead to a number. */
export function unitOfPath(path: MetricPath | FindingPath): Unit | undefined {
	return isFindingPath(path) ? 'number' : unitOf(path.shape);
}

/** Returns whether the metric of an alert is a finding. */
export function isFindingText(metric: string): boolean {
	return metric.startsWith(prefix);
}

/**
Parses a path to findings. The word `finding` may be omitted, unless a number has the same name. Returns `undefined` for other
text. Throws an error if there is no such finding.
*/
export function parseFindingPath(text: string): FindingPath | undefined {
	const [, word, name = '', place] = /^(finding\s+)?(\*|[a-z_]+\.[a-z_]+)(?:\[(.+)\])?$/s.exec(text.trim()) ?? [];
	const finding = findingIds.find(id => id === name);
	if (word === undefined && (finding === undefined || unitOf(name) !== undefined)) {
		if (/^finding(?:\s|$)/.test(text.trim())) {
			throw new Error(
				`"${text}" is not a finding; examples are finding disk.saturated, finding disk.full[/data] or finding *`,
			);
		}

		return undefined;
	}

	if (finding === undefined && name !== '*') {
		const hint = suggestion(name, findingIds) || `; findings are ${findingIds.join(', ')}`;
		throw new Error(`"${text}": there is no finding "${name}"${hint}`);
	}

	const shape = `${prefix}${name}`;
	return {
		text: withPlace(shape, place),
		shape,
		head: shape,
		section: 'findings',
		// Without a finding there is no series, whatever the place.
		selector: undefined,
		resolve: () => undefined,
		finding,
		matches: ({id, where}) => (finding === undefined || finding === id) && (place === undefined || isAt(where, place)),
	};
}

/** Returns whether a finding is about a place: a mount, a device, an interface, or a group by its path or name. */
function isAt(where: string | undefined, place: string): boolean {
	return where !== undefined && (where === place || (where.startsWith('/') && groupName(where).name === place));
}

/** Findings about the whole machine. Their place is a cause, which changes while they last. */
const withoutPlace: ReadonlySet<FindingId> = new Set([
	'cpu.single_core',
	'memory.swapping',
	'process.blocked',
	'tcp.listen_overflow',
	'tcp.retransmits',
]);

/** Returns the path of one finding, which identifies its alert: `finding disk.full[/data]`. */
export function pathOfFinding({id, where}: Finding): string {
	return withPlace(`${prefix}${id}`, withoutPlace.has(id) ? undefined : where);
}

/** Returns the condition and the place of the path of a finding. */
export function partsOfPath(path: string): {readonly id: FindingId; readonly where: string | undefined} | undefined {
	const [, name, where] = /^finding ([a-z_.]+)(?:\[(.*)\])?$/s.exec(path) ?? [];
	const id = findingIds.find(one => one === name);
	return id && {id, where};
}

function withPlace(text: string, place: string | undefined): string {
	return place === undefined ? text : `${text}[${place}]`;
}
