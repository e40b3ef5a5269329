import type {Gpu} from '../snapshot.js';

/** The values of a GPU that has not been measured. Back-ends add the values that they measure. */
export const unmeasured: Omit<Gpu, 'id' | 'name' | 'vendor'> = {
	driverVersion: undefined,
	uniqueId: undefined,
	pciAddress: undefined,
	problem: undefined,
	memoryTotalBytes: undefined,
	memoryUsedBytes: undefined,
	memoryFreeBytes: undefined,
	usedPercent: undefined,
	temperatureCelsius: undefined,
	powerWatts: undefined,
	powerLimitWatts: undefined,
	fanPercent: undefined,
	clockMhz: undefined,
	memoryClockMhz: undefined,
	isMig: false,
	isAsleep: false,
	processes: undefined,
};
