import type {Process, Processes} from '../snapshot.js';

/** Counts processes by state, as in top: all waits are sleeping, and dead processes are not counted. */
export function tallyStates(
	list: readonly Process[],
): Pick<Processes, 'running' | 'blocked' | 'sleeping' | 'stopped' | 'zombie' | 'threads'> {
	let running = 0;
	let blocked = 0;
	let sleeping = 0;
	let stopped = 0;
	let zombie = 0;
	let threads: number | undefined = 0;
	for (const process of list) {
		threads = threads === undefined || process.threads === undefined ? undefined : threads + process.threads;
		switch (process.state) {
			case 'R':
				running += 1;
				break;
			case 'D':
				blocked += 1;
				sleeping += 1;
				break;
			case 'S':
			case 'I':
				sleeping += 1;
				break;
			case 'T':
				stopped += 1;
				break;
			case 'Z':
				zombie += 1;
				break;
			case 'X':
			case '?':
				break;
			default:
				process.state satisfies never;
		}
	}

	return {running, blocked, sleeping, stopped, zombie, threads};
}
