import type {Gpu} from '../../metrics/snapshot.js';
import {type Fields, flag, number, optionalChoice, optionalNumber, optionalText, text} from '../../support/fields.js';

const vendors = ['nvidia', 'amd', 'intel', 'apple', 'unknown'] as const satisfies readonly Gpu['vendor'][];

export function parseGpu(gpu: Fields): Gpu {
	return {
		id: number(gpu, 'id'),
		name: text(gpu, 'name'),
		vendor: optionalChoice(gpu, 'vendor', vendors) ?? 'unknown',
		driverVersion: optionalText(gpu, 'driver_version'),
		uniqueId: undefined,
		pciAddress: undefined,
		problem: optionalText(gpu, 'error'),
		memoryTotalBytes: optionalNumber(gpu, 'memory_total'),
		memoryUsedBytes: optionalNumber(gpu, 'memory_used'),
		memoryFreeBytes: optionalNumber(gpu, 'memory_free'),
		usedPercent: optionalNumber(gpu, 'gpu_usage_percent'),
		temperatureCelsius: optionalNumber(gpu, 'temperature'),
		powerWatts: optionalNumber(gpu, 'power_draw'),
		powerLimitWatts: optionalNumber(gpu, 'power_limit'),
		fanPercent: optionalNumber(gpu, 'fan_percent'),
		clockMhz: optionalNumber(gpu, 'clock_mhz'),
		memoryClockMhz: optionalNumber(gpu, 'memory_clock_mhz'),
		isMig: flag(gpu, 'mig'),
		isAsleep: flag(gpu, 'asleep'),
		processes: undefined,
	};
}
