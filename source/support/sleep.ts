import {setTimeout as timeout} from 'node:timers/promises';

/** Resolves after that long, or as soon as `signal` aborts. Unless `ref` is `false`, it keeps the process alive. */
export async function sleep(durationMs: number, signal: AbortSignal, {ref = true} = {}): Promise<void> {
	await timeout(durationMs, undefined, {signal, ref}).catch(() => {});
}

/** A sleep that can also be ended early by `wake`; one at a time. */
export type WakeableSleep = {
	sleep(durationMs: number, signal: AbortSignal): Promise<void>;
	wake(): void;
};

/** For every tick: unlike a combined signal, it leaves nothing behind. */
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
