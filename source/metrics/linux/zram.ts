import type {Machine} from '../collector.js';
import {naturalNumber} from '../values/whole-number.js';
import {listIfPresent} from './if-present.js';
import {type OptionalFiles, optionalFiles} from './optional-files.js';

/** The compressed block devices in memory (zram). */
export type Zram = {
	/** Returns the memory they use. `undefined` without such a device. */
	usedBytes(): number | undefined;
	[Symbol.dispose](): void;
};

/** Milliseconds between searches for devices, which are rarely added and removed. */
const searchEveryMs = 10_000;

/** Returns the zram devices. Source: `/sys/block/zram*\/mm_stat`, since Linux 4.1. */
export function zram(machine: Machine): Zram {
	let files: OptionalFiles = optionalFiles();
	let paths: readonly string[] = [];
	let searchedMs = Number.NEGATIVE_INFINITY;

	const search = (): void => {
		const directory = `${machine.root}/sys/block`;
		const names = listIfPresent(directory).filter(name => /^zram\d+$/.test(name));
		paths = names.map(name => `${directory}/${name}/mm_stat`);
		files[Symbol.dispose]();
		files = optionalFiles();
	};

	return {
		usedBytes() {
			const nowMs = machine.monotonicMs();
			if (nowMs - searchedMs >= searchEveryMs) {
				searchedMs = nowMs;
				search();
			}

			const used = paths.flatMap(path => parseMmStat(files.readText(path)) ?? []);
			return used.length === 0 ? undefined : used.reduce((sum, bytes) => sum + bytes, 0);
		},
		[Symbol.dispose]: () => files[Symbol.dispose](),
	};
}

/** Returns the third column: the memory that the device uses, with its own overhead. */
export function parseMmStat(text: string | undefined): number | undefined {
	const [, , used] = text?.trim().split(/ +/) ?? [];
	return naturalNumber(used);
}
