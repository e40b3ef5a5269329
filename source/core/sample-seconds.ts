import type {Sample} from './sample.js';

/**
Returns the time, in seconds, that the rates of a sample cover: its span in a record, otherwise an interval. Never 0.
*/
export function sampleSeconds({span, snapshot}: Sample): number {
	return Math.max(0.001, span?.seconds ?? snapshot.intervalMs / 1000);
}
