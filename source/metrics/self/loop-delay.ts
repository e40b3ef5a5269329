import {performance} from 'node:perf_hooks';

/** A measurement of event loop delays. */
export type LoopDelay = {
	/** Returns the maximum delay since the last call, in milliseconds; `undefined` when the timer has not fired since. */
	takeMaxMs(): number | undefined;
	[Symbol.dispose](): void;
};

/** Interval of the timer. 100 ms cost 0.1 % of a core, 200 ms half of that. */
const timerMs = 200;

/**
Measures the delay of the event loop by the lateness of a timer. Delays of 200 ms and more are always detected, shorter
ones by chance.

`monitorEventLoopDelay` is not used: it costs 0.45 % of a core at a resolution of 20 ms (Node 20), and it misses delays
directly after its `reset`, which is when a tick runs. The event loop utilization would cost nothing, but it does not
measure how long a key press had to wait.
*/
export function watchLoopDelay(): LoopDelay {
	let firedMs = performance.now();
	let maxMs: number | undefined;
	const timer = setInterval(() => {
		const nowMs = performance.now();
		maxMs = Math.max(maxMs ?? 0, nowMs - firedMs - timerMs);
		firedMs = nowMs;
	}, timerMs);
	timer.unref();

	return {
		takeMaxMs() {
			const delayMs = maxMs;
			maxMs = undefined;
			return delayMs;
		},
		[Symbol.dispose]: () => clearInterval(timer),
	};
}
