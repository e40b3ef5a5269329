import type {Process} from '../../metrics/snapshot.js';

/**
Returns `base` with the sums of all processes in place of the values that can be added. A value that no process has stays
unknown; processes without it are left out of the sum. Shared pages count once per process.
*/
export function withSums(base: Process, processes: readonly Process[]): Process {
	const sum = (pick: (process: Process) => number | undefined): number | undefined => {
		let total: number | undefined;
		for (const process of processes) {
			const value = pick(process);
			total = value === undefined ? total : (total ?? 0) + value;
		}

		return total;
	};
	return {
		...base,
		cpuPercent: sum(({cpuPercent}) => cpuPercent),
		childrenCpuPercent: sum(({childrenCpuPercent}) => childrenCpuPercent),
		residentSetBytes: sum(({residentSetBytes}) => residentSetBytes) ?? 0,
		swapBytes: sum(({swapBytes}) => swapBytes),
		readBytesPerSecond: sum(({readBytesPerSecond}) => readBytesPerSecond),
		writeBytesPerSecond: sum(({writeBytesPerSecond}) => writeBytesPerSecond),
		minorFaultsPerSecond: sum(({minorFaultsPerSecond}) => minorFaultsPerSecond),
		majorFaultsPerSecond: sum(({majorFaultsPerSecond}) => majorFaultsPerSecond),
		threads: sum(({threads}) => threads),
		openFiles: sum(({openFiles}) => openFiles),
		cpuTimeSeconds: sum(({cpuTimeSeconds}) => cpuTimeSeconds),
	};
}
