import type {Sample} from '../../core/sample.js';
import {sampleSeconds} from '../../core/sample-seconds.js';
import {historyColumns} from '../../measurements/history-columns.js';
import type {HistoryWindow} from './history-window.js';

/** `seq`, `t`, then the asked-for columns. */
export type HistoryRow = readonly (number | null)[];

export type HistoryTable = {readonly columns: readonly string[]; readonly rows: readonly HistoryRow[]};

/**
Samples as rows, oldest first. More samples than `points` are averaged in runs of equal length, each by the time it
covers; a row then bears the number and time of its last sample.
*/
export function historyTable(
	samples: readonly Sample[],
	{points, columns}: Pick<HistoryWindow, 'points' | 'columns'>,
): HistoryTable {
	const chosen = historyColumns.filter(({name}) => columns?.includes(name) ?? true);
	const runLength = Math.max(1, Math.ceil(samples.length / points));
	const rows: HistoryRow[] = [];
	for (let start = 0; start < samples.length; start += runLength) {
		const run = samples.slice(start, start + runLength);
		const last = run.at(-1);
		if (last) {
			rows.push([
				last.sequence,
				last.snapshot.timestampMs,
				...chosen.map(({value}) => mean(run, ({snapshot}) => value(snapshot))),
			]);
		}
	}

	return {columns: ['seq', 't', ...chosen.map(({name}) => name)], rows};
}

/** Two decimals; what is unknown does not count. */
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
