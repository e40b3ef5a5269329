import type {Process} from '../snapshot.js';

/** The fields of a process that only Linux measures. */
export const unmeasuredProcess: Pick<
	Process,
	| 'priority'
	| 'isKernelThread'
	| 'groupPath'
	| 'virtualBytes'
	| 'sharedBytes'
	| 'swapBytes'
	| 'childrenCpuPercent'
	| 'runDelayPercent'
	| 'minorFaultsPerSecond'
	| 'majorFaultsPerSecond'
	| 'readBytesPerSecond'
	| 'writeBytesPerSecond'
	| 'openFiles'
	| 'maxOpenFiles'
	| 'waitChannel'
> = {
	priority: undefined,
	isKernelThread: false,
	groupPath: undefined,
	virtualBytes: undefined,
	sharedBytes: undefined,
	swapBytes: undefined,
	childrenCpuPercent: undefined,
	runDelayPercent: undefined,
	minorFaultsPerSecond: undefined,
	majorFaultsPerSecond: undefined,
	readBytesPerSecond: undefined,
	writeBytesPerSecond: undefined,
	openFiles: undefined,
	maxOpenFiles: undefined,
	waitChannel: undefined,
};
