import type {Machine} from '../collector.js';
import {kernelFile} from './kernel-file.js';
import {parseCpuinfo} from './procfs/cpuinfo.js';
import {slowGuard} from './slow-guard.js';

/** The "cpu MHz" lines of `/proc/cpuinfo`. */
export type CpuinfoClock = {
	/** Returns the clocks by core id. Empty on architectures without them, and while the file is too slow. */
	coreMhz(): ReadonlyMap<number, number>;
	[Symbol.dispose](): void;
};

/** Time limit: on a large machine the file often has 100 KB and takes some milliseconds. */
const slowMs = 10;
const restMs = 60_000;

/** Returns the clocks in `/proc/cpuinfo`. */
export function cpuinfoClock(machine: Machine): CpuinfoClock {
	const file = kernelFile(`${machine.root}/proc/cpuinfo`, {hasLongRecords: true});
	const guard = slowGuard(machine, slowMs, restMs);

	return {
		coreMhz() {
			if (guard.isResting()) {
				return new Map();
			}

			const {coreMhz} = guard.time(() => parseCpuinfo(file.readText()));
			return guard.isResting() ? new Map() : coreMhz;
		},
		[Symbol.dispose]: () => file[Symbol.dispose](),
	};
}
