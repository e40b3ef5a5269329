import type {Sample} from '../../core/sample.js';
import type {Snapshot} from '../../metrics/snapshot.js';
import {createStretch} from '../span/stretch.js';

/** Options that select which samples are recorded. */
export type RecordOptions = {
	/**
	The time between records, in milliseconds. A record covers the time since the previous one: shares, rates and levels are means,
	with their range. A change of an alert also causes a record.

	@default 60000
	*/
	readonly intervalMs?: number;
	/** Whether to export every sample, regardless of the interval. @default false */
	readonly everySample?: boolean;
};

function withDefaults({intervalMs = 60_000, everySample = false}: RecordOptions): Required<RecordOptions> {
	return {intervalMs, everySample};
}

/** Makes records of samples. Each record covers the time since the one before. */
export type Records = {
	/** The record that is due with a sample: at the end of an interval, and when an alert changed. */
	add(sample: Sample): Sample | undefined;
	/** What there was since the last record, at the end of a run too. `undefined`: nothing. */
	take(): Sample | undefined;
	/** Makes records in this way from now on. */
	change(options: RecordOptions): void;
};

export function createRecords(options: RecordOptions): Records {
	let {intervalMs, everySample} = withDefaults(options);
	let isDue = isDueEvery(intervalMs);
	const stretch = createStretch();

	return {
		add(sample) {
			stretch.add(sample);
			const isWanted = isDue(sample.snapshot) || everySample || sample.events.length > 0;
			return isWanted ? stretch.take() : undefined;
		},
		take: stretch.take,
		change(next) {
			const before = intervalMs;
			({intervalMs, everySample} = withDefaults(next));
			if (intervalMs !== before) {
				isDue = isDueEvery(intervalMs);
			}
		},
	};
}

/**
Tells which samples end an interval of `intervalMs` since the first sample: those nearest to the marks of a fixed raster, so
that the distance does not grow by a late tick. After a jump in time, as in a recording, the next one does.
*/
function isDueEvery(intervalMs: number): (snapshot: Snapshot) => boolean {
	let startMs: number | undefined;
	let lastMark = 0;

	return ({monotonicMs, intervalMs: tickMs}) => {
		startMs ??= monotonicMs;
		const mark = Math.floor((monotonicMs - startMs + tickMs / 2) / intervalMs);
		const isDue = mark !== lastMark;
		lastMark = mark;
		return isDue;
	};
}
