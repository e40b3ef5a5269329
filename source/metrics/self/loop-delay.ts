import {performance} from 'node:perf_hooks';

/** How long the event loop was held. */
export type LoopDelay = {
	/** The longest delay seen since the last call, in milliseconds; `undefined` when the timer did not fire since. */
	takeLongestMs(): number | undefined;
	[Symbol.dispose](): void;
};

/** At 100 ms the timer costs 0.1 % of a core, at 200 ms half of that. */
const timerMs = 200;

/**
A timer, and how late it was: a delay of 200 ms and more is always seen, a shorter one by chance.

Not `monitorEventLoopDelay`: it costs 0.45 % of a core at a resolution of 20 ms (Node 20), and whatever holds the loop just
after its `reset` is lost, which is where a tick does its work. The utilization of the event loop would cost nothing, but
tells how busy the loop was and not how long a key press had to wait.
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
		takeLongestMs() {
			const delayMs = maxMs;
			maxMs = undefined;
			return delayMs;
		},
		[Symbol.dispose]: () => clearInterval(timer),
	};
}
