import type {Sample} from '../../core/sample.js';
import {createStretch} from '../span/stretch.js';
import {isDueEvery} from './due.js';

export type RecordOptions = {
	/** Milliseconds between records. */
	readonly intervalMs: number;
	/** Every sample is a record, whatever the interval. */
	readonly everySample: boolean;
};

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
	let {intervalMs, everySample} = options;
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
			({everySample} = next);
			if (next.intervalMs !== intervalMs) {
				({intervalMs} = next);
				isDue = isDueEvery(intervalMs);
			}
		},
	};
}
