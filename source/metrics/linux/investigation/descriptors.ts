import {readdirSync, readlinkSync} from 'node:fs';
import {setImmediate as nextTurn} from 'node:timers/promises';
import type {Machine} from '../../collector.js';

/** An open file of a process: the target of a link in `/proc/[pid]/fd`, or its working directory. */
export type Descriptor = {
	readonly pid: number;
	/** Path of the link itself. */
	readonly link: string;
	/** Number of the descriptor. `undefined` for the working directory. */
	readonly fd: string | undefined;
	/** Path of the file, `socket:[inode]`, `pipe:[inode]` and the like. */
	readonly target: string;
};

/** Longest time without a pause for other work. */
const sliceMs = 3;
/** Maximum number of links that are read for one question. */
const maxLinks = 200_000;

/** Yields the open files of all processes that this user may see, with pauses so that no sample is delayed. */
export async function* descriptors(
	{root, monotonicMs}: Machine,
	signal: AbortSignal,
	wants: {readonly directories: boolean},
): AsyncGenerator<Descriptor> {
	let sliceStartMs = monotonicMs();
	let links = 0;
	for (const name of readdirSync(`${root}/proc`)) {
		const pid = Number(name);
		if (!Number.isInteger(pid)) {
			continue;
		}

		const directory = `${root}/proc/${pid}`;
		const cwd = wants.directories ? readLink(`${directory}/cwd`) : undefined;
		if (cwd !== undefined) {
			yield {pid, link: `${directory}/cwd`, fd: undefined, target: cwd};
		}

		for (const fd of namesIn(`${directory}/fd`)) {
			links += 1;
			const link = `${directory}/fd/${fd}`;
			const target = readLink(link);
			if (target !== undefined) {
				yield {pid, link, fd, target};
			}

			if (monotonicMs() - sliceStartMs > sliceMs) {
				await nextTurn();
				sliceStartMs = monotonicMs();
			}

			if (signal.aborted || links > maxLinks) {
				return;
			}
		}
	}
}

function namesIn(directory: string): readonly string[] {
	try {
		return readdirSync(directory);
	} catch {
		return [];
	}
}

function readLink(link: string): string | undefined {
	try {
		return readlinkSync(link);
	} catch {
		return undefined;
	}
}
