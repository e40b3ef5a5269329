import {closeSync, mkdirSync, openSync, writeFileSync, writeSync} from 'node:fs';
import path from 'node:path';
import {temporaryDirectory} from './temporary-directory.js';

export type MemoryMachine = Disposable & {
	/** For `--root`. */
	readonly root: string;
	/** From the next reading on so much memory is in use, in percent. */
	use(percent: number): void;
};

const totalKilobytes = 16 * 2 ** 20;

/** The files of a machine whose memory a test fills and empties. */
export function memoryMachine(percent = 50): MemoryMachine {
	const directory = temporaryDirectory();
	mkdirSync(directory.file('proc'));
	writeFileSync(directory.file('proc/stat'), 'cpu  100 0 100 1000 0 0 0 0 0 0\nbtime 1700000000\n');
	const meminfo = path.join(directory.path, 'proc', 'meminfo');
	const textOf = (used: number): string => {
		const available = String(Math.round(totalKilobytes * (1 - used / 100))).padStart(9);
		return `MemTotal:       ${totalKilobytes} kB\nMemFree:        ${available} kB\nMemAvailable:   ${available} kB\n`;
	};
	writeFileSync(meminfo, textOf(percent));
	return {
		root: directory.path,
		use(used) {
			// In place and of the same length: whoever reads meanwhile finds one or the other.
			const file = openSync(meminfo, 'r+');
			writeSync(file, textOf(used), 0);
			closeSync(file);
		},
		[Symbol.dispose]: directory[Symbol.dispose],
	};
}
