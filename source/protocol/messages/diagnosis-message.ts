import type {Sample} from '../../core/sample.js';
import type {Unmeasured} from '../../diagnosis/finding.js';
import {matrixOf} from '../../diagnosis/matrix.js';
import {unmeasuredOf} from '../../diagnosis/unmeasured.js';
import {timestamp} from '../../measurements/timestamp.js';
import {known} from '../../metrics/reading.js';
import {wireFinding} from './wire-finding.js';

/** Returns the diagnosis of a sample, as `--diagnose --json` prints it and as the server sends it. */
export function diagnosisMessage(
	{snapshot, findings = []}: Pick<Sample, 'snapshot' | 'findings'>,
	unmeasured: readonly Unmeasured[] = unmeasuredOf(snapshot),
) {
	return {
		type: 'diagnosis',
		timestamp: timestamp(snapshot.timestampMs),
		host: known(snapshot.readings.system)?.hostname ?? null,
		findings: findings.map(wireFinding),
		matrix: matrixOf(snapshot, findings),
		not_measured: unmeasured,
	} as const;
}
