import {setTimeout as timeout} from 'node:timers/promises';

/** Resolves after that long, or as soon as `signal` aborts. Unless `ref` is `false`, it keeps the process alive. */
export async function sleep(durationMs: number, signal: AbortSignal, {ref = true} = {}): Promise<void> {
	await timeout(durationMs, undefined, {signal, ref}).catch(() => {});
}
