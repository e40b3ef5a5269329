import {setTimeout as sleep} from 'node:timers/promises';

/** Resolves when the task has ended, well or not, or when time is up: a disk may hang. */
export async function within(deadlineMs: number, task: Promise<unknown>): Promise<void> {
	const finished = new AbortController();
	const late = sleep(deadlineMs, undefined, {signal: finished.signal}).catch(() => {});
	await Promise.race([task.catch(() => {}), late]);
	finished.abort();
}
