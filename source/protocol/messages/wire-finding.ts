import type {Culprit, Finding} from '../../diagnosis/finding.js';
import {timestamp} from '../../measurements/timestamp.js';

/** Returns a finding as in messages, files and `--diagnose --json`. */
export function wireFinding({sinceMs, evidence, culprits, where, ...finding}: Finding) {
	const {id, resource, kind, severity, sentence, next} = finding;
	return {
		id,
		resource,
		kind,
		severity,
		where: where ?? null,
		sentence,
		since: timestamp(sinceMs),
		evidence: evidence.map(({name, value}) => ({name, value})),
		culprits: culprits.map(wireCulprit),
		next,
	};
}

function wireCulprit({pid, name, user, groupPath, share}: Culprit) {
	return {pid: pid ?? null, name, user: user ?? null, cgroup: groupPath ?? null, share};
}
