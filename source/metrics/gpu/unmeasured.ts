import type {Gpu} from '../snapshot.js';

/** A GPU of which nothing but its existence is known: a back-end adds what it can measure. */
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
