import type {Sample} from '../../core/sample.js';
import type {Snapshot} from '../../metrics/snapshot.js';
import {createStretch} from '../span/stretch.js';

/** The options for which samples are recorded. */
export type RecordOptions = {
	/**
	Milliseconds between records. A record covers the time since the previous one: shares, rates and levels are means over
	it, with their range. An alert event also causes a record.

	@default 60000
	*/
	readonly intervalMs?: number;
	/** Whether each sample is exported, regardless of the interval. @default false */
	readonly everySample?: boolean;
};

function withDefaults({intervalMs = 60_000, everySample = false}: RecordOptions): Required<RecordOptions> {
	return {intervalMs, everySample};
}

/** An aggregation of samples into records. Each record covers the time since the previous one. */
export type Records = {
	/** Adds a sample. Returns a record at the end of an interval and for alert events. */
	add(sample: Sample): Sample | undefined;
	/** Returns the samples since the last record as a record. `undefined` when there are none. */
	take(): Sample | undefined;
	/** Changes the options. */
	change(options: RecordOptions): void;
};

/** Returns an empty aggregation. */
export function createRecords(options: RecordOptions): Records {
	let {intervalMs, everySample} = withDefaults(options);
	let isDue = isDueEvery(intervalMs);
	const stretch = createStretch();

	return {
		add(sample) {
			stretch.add(sample);
			const isRecorded = isDue(sample.snapshot) || everySample || sample.events.length > 0;
			return isRecorded ? stretch.take() : undefined;
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
Returns a function that returns whether a sample ends an interval of `intervalMs` since the first sample: the one
nearest to a fixed schedule, so that late ticks do not delay later records. After a jump in time, as in a recording, the
next sample does.
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
