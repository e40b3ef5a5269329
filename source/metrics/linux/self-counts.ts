import {readdirSync} from 'node:fs';
import type {Machine} from '../collector.js';
import {optionalFiles} from './optional-files.js';
import {parsePidStat} from './procfs/pid-stat.js';

/** What `/proc/self` counts; `undefined` where there is none. */
export type SelfCounts = {
	threads(): number | undefined;
	openFiles(nowMs: number): number | undefined;
	[Symbol.dispose](): void;
};

/** Listing the descriptors costs more than all else that is read of this process. */
const countFilesEveryMs = 10_000;

export function selfCounts(machine: Machine): SelfCounts {
	const self = `${machine.root}/proc/self`;
	const files = optionalFiles();
	let openFiles: {readonly count: number | undefined; readonly atMs: number} | undefined;

	return {
		threads() {
			try {
				const stat = files.readBytes(`${self}/stat`);
				return stat && parsePidStat(stat).threads;
			} catch {
				return undefined;
			}
		},
		openFiles(nowMs) {
			if (openFiles === undefined || nowMs - openFiles.atMs >= countFilesEveryMs) {
				openFiles = {count: countFiles(`${self}/fd`), atMs: nowMs};
			}

			return openFiles.count;
		},
		[Symbol.dispose]: () => files[Symbol.dispose](),
	};
}

function countFiles(path: string): number | undefined {
	try {
		// The listing itself holds one of them.
		return readdirSync(path).length - 1;
	} catch {
		return undefined;
	}
}
