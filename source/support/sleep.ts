import {setTimeout as timeout} from 'node:timers/promises';

/** Resolves after `durationMs`, or when `signal` aborts. Keeps the process alive unless `ref` is `false`. */
export async function sleep(durationMs: number, signal: AbortSignal, {ref = true} = {}): Promise<void> {
	await timeout(durationMs, undefined, {signal, ref}).catch(() => {});
}

/** A sleep that `wake` can end early. Only one sleep at a time. */
export type WakeableSleep = {
	sleep(durationMs: number, signal: AbortSignal): Promise<void>;
	wake(): void;
	/** Stops listening to the signal of the last sleep. */
	[Symbol.dispose](): void;
};

/**
Returns a sleep for each tick. It listens to a signal once, as long as the same one is passed: to add and remove a listener
with every sleep takes longer than to set its timer.
*/
export function createWakeableSleep(): WakeableSleep {
	let end: (() => void) | undefined;
	let listened: AbortSignal | undefined;
	const wake = (): void => end?.();
	const listenTo = (signal: AbortSignal | undefined): void => {
		if (signal !== listened) {
			listened?.removeEventListener('abort', wake);
			signal?.addEventListener('abort', wake);
			listened = signal;
		}
	};

	return {
		sleep: (durationMs, signal) =>
			new Promise(resolve => {
				listenTo(signal);
				end = () => {
					clearTimeout(timer);
					end = undefined;
					resolve();
				};
				const timer = setTimeout(wake, durationMs);
			}),
		wake,
		[Symbol.dispose]: () => listenTo(undefined),
	};
}
