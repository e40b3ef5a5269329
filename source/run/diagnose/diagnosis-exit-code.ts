import type {Finding} from '../../diagnosis/finding.js';

/** Returns the exit status of `--diagnose`, as of a monitoring plugin: 0 ok, 1 warning, 2 critical. */
export function diagnosisExitCode(findings: readonly Finding[]): 0 | 1 | 2 {
	const severities = new Set(findings.map(({severity}) => severity));
	return severities.has('critical') ? 2 : severities.has('warning') ? 1 : 0;
}
