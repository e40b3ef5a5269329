import {type NvidiaField, nvidiaFields, nvidiaFieldsOfOldDrivers} from './nvidia-csv.js';
import {csvOutput, type NvidiaOutput, xmlOutput} from './nvidia-output.js';

/** Minimum period of reports, which have up to 120 KB, mostly clock tables. */
const minReportPeriodSeconds = 5;

/** A query for which `nvidia-smi` measures repeatedly. */
export type NvidiaQuery = {
	readonly arguments: readonly string[];
	output(): NvidiaOutput;
};

/** Returns the queries, best first: a version that rejects the fields of the first may support those of the second. */
export function nvidiaQueries(periodMs: number, monotonicMs: () => number): readonly NvidiaQuery[] {
	const lines = (fields: readonly NvidiaField[]): NvidiaQuery => ({
		arguments: [`--query-gpu=${fields.join(',')}`, '--format=csv,noheader,nounits', '-lms', String(periodMs)],
		output: () => csvOutput(fields, monotonicMs),
	});
	const reportSeconds = Math.max(minReportPeriodSeconds, Math.ceil(periodMs / 1000));

	return [
		lines(nvidiaFields),
		lines(nvidiaFieldsOfOldDrivers),
		{arguments: ['-q', '-x', '-l', String(reportSeconds)], output: xmlOutput},
	];
}
