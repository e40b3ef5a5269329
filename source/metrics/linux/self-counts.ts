import {readdirSync} from 'node:fs';
import type {Machine} from '../collector.js';
import {optionalFiles} from './optional-files.js';
import {parsePidStat} from './procfs/pid-stat.js';

/** The counts of `/proc/self`; `undefined` on other platforms. */
export type SelfCounts = {
	threads(): number | undefined;
	openFiles(nowMs: number): number | undefined;
	[Symbol.dispose](): void;
};

/** Interval of counting open files, which is the most expensive measurement of this process. */
const countFilesEveryMs = 10_000;

/** Returns a reader of the counts of this process. */
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
		// The listing itself uses one of them.
		return readdirSync(path).length - 1;
	} catch {
		return undefined;
	}
}
