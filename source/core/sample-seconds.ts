import type {Sample} from './sample.js';

/** The time that the rates of a sample are of: its span in a record, else an interval. Never 0. */
export function sampleSeconds({span, snapshot}: Sample): number {
	return Math.max(0.001, span?.seconds ?? snapshot.intervalMs / 1000);
}
