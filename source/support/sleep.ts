import {setTimeout as timeout} from 'node:timers/promises';

/** Resolves after `durationMs`, or when `signal` aborts. Keeps the process alive unless `ref` is `false`. */
export async function sleep(durationMs: number, signal: AbortSignal, {ref = true} = {}): Promise<void> {
	await timeout(durationMs, undefined, {signal, ref}).catch(() => {});
}

/** A sleep that `wake` can end early. Only one sleep at a time. */
export type WakeableSleep = {
	sleep(durationMs: number, signal: AbortSignal): Promise<void>;
	wake(): void;
};

/** Returns a sleep for each tick. Unlike a combined signal, it does not leak listeners. */
export function createWakeableSleep(): WakeableSleep {
	let end: (() => void) | undefined;
	return {
		sleep: (durationMs, signal) =>
			new Promise(resolve => {
				const finish = (): void => {
					clearTimeout(timer);
					signal.removeEventListener('abort', finish);
					end = undefined;
					resolve();
				};
				const timer = setTimeout(finish, durationMs);
				signal.addEventListener('abort', finish, {once: true});
				end = finish;
			}),
		wake: () => end?.(),
	};
}
