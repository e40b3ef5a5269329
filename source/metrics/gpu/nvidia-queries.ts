import {type NvidiaField, nvidiaFields, nvidiaFieldsOfOldDrivers} from './nvidia-csv.js';
import {csvOutput, type NvidiaOutput, xmlOutput} from './nvidia-output.js';

/** A report is up to 120 KB, most of it clock tables, so it is asked for rarely. */
const minReportPeriodSeconds = 5;

/** A way to ask `nvidia-smi` for measurements again and again. */
export type NvidiaQuery = {
	readonly arguments: readonly string[];
	output(): NvidiaOutput;
};

/** The ways to ask, best first: a tool that refuses the fields of the first may know those of the second. */
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
