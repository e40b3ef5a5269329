import type {MonitorState} from '../core/state.js';
import type {ReadonlyStore} from '../core/store.js';
import type {CollectorHealth} from '../metrics/schedule/collector-health.js';
import type {Log} from './log.js';

type Measuring = {readonly store: ReadonlyStore<MonitorState>; health(): readonly CollectorHealth[]};

const everyMs = 60_000;

/** Logs the durations of each collector at the first sample and once a minute. Returns the function that stops it. */
export function logDurations({store, health}: Measuring, log: Log): () => void {
	let dueMs = Number.NEGATIVE_INFINITY;
	return store.subscribe(() => {
		const nowMs = store.getState().sample?.snapshot.monotonicMs;
		if (nowMs === undefined || nowMs < dueMs) {
			return;
		}

		dueMs = nowMs + everyMs;
		for (const {name, lastDurationMs, durations, successes, failures, timeouts, skipped} of health()) {
			if (lastDurationMs !== undefined && durations) {
				const times = `${rounded(lastDurationMs)} ms, 95 % within ${rounded(durations.p95Ms)}, max ${rounded(durations.maxMs)}`;
				log(
					'debug',
					name,
					`took ${times}; ${successes} succeeded, ${failures} failed, ${timeouts} timed out, ${skipped} skipped`,
				);
			}
		}
	});
}

function rounded(milliseconds: number): string {
	return milliseconds.toFixed(2);
}
