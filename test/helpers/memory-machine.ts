import {closeSync, mkdirSync, openSync, symlinkSync, writeFileSync, writeSync} from 'node:fs';
import path from 'node:path';
import {temporaryDirectory} from './temporary-directory.js';

export type MemoryMachine = Disposable & {
	/** For `--root`. */
	readonly root: string;
	/** From the next reading on so much memory is in use, in percent. */
	use(percent: number): void;
	/** Lets a process of this machine be seen on that one. */
	show(pid: number): void;
};

const totalKilobytes = 16 * 2 ** 20;

/** The files of a machine whose memory a test fills and empties. */
export function memoryMachine(percent = 50): MemoryMachine {
	const directory = temporaryDirectory();
	mkdirSync(directory.file('proc'));
	writeFileSync(
		directory.file('proc/stat'),
		'cpu  100 0 100 1000 0 0 0 0 0 0\ncpu0 100 0 100 1000 0 0 0 0 0 0\nbtime 1700000000\n',
	);
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
		show(pid) {
			symlinkSync('/proc/self', directory.file('proc/self'));
			symlinkSync(`/proc/${pid}`, directory.file(`proc/${pid}`));
		},
		[Symbol.dispose]: directory[Symbol.dispose],
	};
}
