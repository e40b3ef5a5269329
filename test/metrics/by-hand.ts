import type {Machine} from '../../source/metrics/collector.js';

/** A machine whose clock is moved by hand. */
export function clockedMachine(): Machine & {advance(ms: number): void} {
	let nowMs = 1000;
	return {
		root: '',
		nowMs: () => nowMs,
		monotonicMs: () => nowMs,
		advance(ms) {
			nowMs += ms;
		},
	};
}

/** Never aborts. */
export const {signal} = new AbortController();
