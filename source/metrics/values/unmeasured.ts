import type {CpuShares, MemoryDetails, Paging, SchedulerLoad} from '../snapshot.js';

/*
The parts of a value that a platform, a message or a history does not contain.
*/

/** Returns processor usage without its modes. */
export function usageOnly(usedPercent: number): CpuShares {
	return {
		usedPercent,
		userPercent: undefined,
		systemPercent: undefined,
		iowaitPercent: undefined,
		stealPercent: undefined,
		nicePercent: undefined,
		irqPercent: undefined,
		softirqPercent: undefined,
	};
}

export const noSchedulerLoad: SchedulerLoad = {
	runnableTasks: undefined,
	blockedTasks: undefined,
	contextSwitchesPerSecond: undefined,
	interruptsPerSecond: undefined,
	forksPerSecond: undefined,
};

export const noMemoryDetails: MemoryDetails = {
	freeBytes: undefined,
	buffersBytes: undefined,
	pageCacheBytes: undefined,
	dirtyBytes: undefined,
	writebackBytes: undefined,
	slabBytes: undefined,
	slabReclaimableBytes: undefined,
	sharedBytes: undefined,
	anonymousBytes: undefined,
	hugePagesTotalBytes: undefined,
	hugePagesFreeBytes: undefined,
	committedBytes: undefined,
	commitLimitBytes: undefined,
	corruptedBytes: undefined,
	zswapBytes: undefined,
	zramBytes: undefined,
};

export const noPaging: Paging = {
	swapInBytesPerSecond: undefined,
	swapOutBytesPerSecond: undefined,
	majorFaultsPerSecond: undefined,
	directScansPerSecond: undefined,
	refaultsPerSecond: undefined,
	allocationStallsPerSecond: undefined,
	oomKills: undefined,
};
