import {performance} from 'node:perf_hooks';

/** A measurement of event loop delays. */
export type LoopDelay = {
	/**
	Returns the maximum delay since the last call, in milliseconds; `undefined` when none was measured since. It measures the
	work that follows the call in the same turn of the event loop, too.
	*/
	takeMaxMs(): number | undefined;
	[Symbol.dispose](): void;
};

/** Time between two measurements. */
const timerMs = 500;

/**
Measures the delay of the event loop by the lateness of a timer. Delays of 500 ms and more are always detected, shorter
ones by chance, and those of the turn in which the maximum is taken: that of a tick, with what is drawn after it.

Between two ticks a process that has nothing to do sleeps, and each wake costs 0.14 ms. So the timer is due when a tick takes
the maximum, and fires right after that tick.

`monitorEventLoopDelay` is not used: it costs 0.45 % of a core at a resolution of 20 ms (Node 20), and it misses delays
directly after its `reset`, which is when a tick runs. The event loop utilization would cost nothing, but it does not
measure how long a key press had to wait.
*/
export function watchLoopDelay(): LoopDelay {
	let dueMs: number;
	let maxMs: number | undefined;
	let timer: NodeJS.Timeout;

	const measure = (nowMs: number): void => {
		maxMs = Math.max(maxMs ?? 0, nowMs - dueMs);
	};
	const measureAt = (timeMs: number, nowMs: number): void => {
		dueMs = timeMs;
		timer = setTimeout(fire, timeMs - nowMs);
		timer.unref();
	};
	const fire = (): void => {
		const nowMs = performance.now();
		measure(nowMs);
		measureAt(dueMs + timerMs * Math.ceil(Math.max(1, nowMs - dueMs) / timerMs), nowMs);
	};

	const startMs = performance.now();
	measureAt(startMs + timerMs, startMs);
	return {
		takeMaxMs() {
			const nowMs = performance.now();
			if (nowMs >= dueMs) {
				measure(nowMs);
			}

			const delayMs = maxMs;
			maxMs = undefined;
			clearTimeout(timer);
			measureAt(nowMs, nowMs);
			return delayMs;
		},
		[Symbol.dispose]: () => clearTimeout(timer),
	};
}
