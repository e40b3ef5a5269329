import type {Machine} from '../collector.js';
import {kernelFile} from './kernel-file.js';
import {parseCpuinfo} from './procfs/cpuinfo.js';
import {slowGuard} from './slow-guard.js';

/** The "cpu MHz" lines of `/proc/cpuinfo`, as they are. */
export type CpuinfoClock = {
	/** By core id. Empty where the architecture does not tell, and while the file is too slow to be read. */
	coreMhz(): ReadonlyMap<number, number>;
	[Symbol.dispose](): void;
};

/** The file describes every core: 100 kilobytes and some milliseconds on a large machine are usual. */
const slowMs = 10;
const restMs = 60_000;

export function cpuinfoClock(machine: Machine): CpuinfoClock {
	const file = kernelFile(`${machine.root}/proc/cpuinfo`);
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
