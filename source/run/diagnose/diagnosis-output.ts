import type {Sample} from '../../core/sample.js';
import type {Finding} from '../../diagnosis/finding.js';
import {matrixOf} from '../../diagnosis/matrix.js';
import {unmeasuredOf} from '../../diagnosis/unmeasured.js';
import {timestamp} from '../../measurements/timestamp.js';
import {known} from '../../metrics/reading.js';
import {wireFinding} from '../../protocol/messages/wire-finding.js';

/** Returns the diagnosis of a sample as an object for JSON. */
export function diagnosisJson({snapshot, findings = []}: Sample) {
	return {
		type: 'diagnosis',
		timestamp: timestamp(snapshot.timestampMs),
		host: known(snapshot.readings.system)?.hostname ?? null,
		findings: findings.map(wireFinding),
		matrix: matrixOf(snapshot, findings),
		not_measured: unmeasuredOf(snapshot),
	};
}

/** Returns the exit status of `--diagnose`, as of a monitoring plugin: 0 ok, 1 warning, 2 critical, 3 unknown. */
export function diagnosisExitCode(findings: readonly Finding[] | undefined): 0 | 1 | 2 | 3 {
	if (!findings) {
		return 3;
	}

	const severities = new Set(findings.map(({severity}) => severity));
	return severities.has('critical') ? 2 : severities.has('warning') ? 1 : 0;
}
