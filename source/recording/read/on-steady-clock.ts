import type {Sample} from '../../core/sample.js';

/** Returns a recorded sample with a monotonic time that continues that of the previous one. */
export function onSteadyClock(sample: Sample, before: Sample | undefined, recordedMs: number): Sample {
	const {snapshot} = sample;
	const monotonicMs = Math.max(snapshot.timestampMs, before?.snapshot.monotonicMs ?? snapshot.timestampMs);
	return {...sample, snapshot: {...snapshot, monotonicMs, intervalMs: Math.max(snapshot.intervalMs, recordedMs)}};
}
