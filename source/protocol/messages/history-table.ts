import type {Sample} from '../../core/sample.js';
import {sampleSeconds} from '../../core/sample-seconds.js';
import {historyColumns} from '../../measurements/history-columns.js';
import type {HistoryWindow} from './history-window.js';

/** A row of a history: `seq`, `t`, then the requested columns. */
export type HistoryRow = readonly (number | null)[];

export type HistoryTable = {readonly columns: readonly string[]; readonly rows: readonly HistoryRow[]};

/**
Returns samples as rows, oldest first. If there are more samples than `points`, runs of equal length are averaged, weighted
by the time that each sample covers. A row has the sequence number and time of its last sample.
*/
export function historyTable(
	samples: readonly Sample[],
	{points, columns}: Pick<HistoryWindow, 'points' | 'columns'>,
): HistoryTable {
	const selected = historyColumns.filter(({name}) => columns?.includes(name) ?? true);
	const runLength = Math.max(1, Math.ceil(samples.length / points));
	const rows: HistoryRow[] = [];
	for (let start = 0; start < samples.length; start += runLength) {
		const run = samples.slice(start, start + runLength);
		const last = run.at(-1);
		if (last) {
			rows.push([
				last.sequence,
				last.snapshot.timestampMs,
				...selected.map(({value}) => mean(run, ({snapshot}) => value(snapshot))),
			]);
		}
	}

	return {columns: ['seq', 't', ...selected.map(({name}) => name)], rows};
}

/** Returns the mean with two decimals. Unknown values are ignored. */
function mean(samples: readonly Sample[], pick: (sample: Sample) => number | undefined): number | null {
	let sum = 0;
	let seconds = 0;
	for (const sample of samples) {
		const value = pick(sample);
		if (value !== undefined) {
			sum += value * sampleSeconds(sample);
			seconds += sampleSeconds(sample);
		}
	}

	return seconds === 0 ? null : Math.round((sum / seconds) * 100) / 100;
}
