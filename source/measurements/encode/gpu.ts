import {known} from '../../metrics/reading.js';
import type {Gpu, Snapshot} from '../../metrics/snapshot.js';
import {orNull} from '../nullable.js';

export function gpuSection({readings}: Snapshot) {
	const gpus = known(readings.gpu);
	return gpus ? {count: gpus.length, gpus: gpus.map(wireGpu)} : null;
}

function wireGpu(gpu: Gpu) {
	return {
		id: gpu.id,
		name: gpu.name,
		vendor: gpu.vendor,
		driver_version: orNull(gpu.driverVersion),
		memory_total: orNull(gpu.memoryTotalBytes),
		memory_used: orNull(gpu.memoryUsedBytes),
		memory_free: orNull(gpu.memoryFreeBytes),
		gpu_usage_percent: orNull(gpu.usedPercent),
		temperature: orNull(gpu.temperatureCelsius),
		power_draw: orNull(gpu.powerWatts),
		power_limit: orNull(gpu.powerLimitWatts),
		fan_percent: orNull(gpu.fanPercent),
		clock_mhz: orNull(gpu.clockMhz),
		memory_clock_mhz: orNull(gpu.memoryClockMhz),
		mig: gpu.isMig,
		asleep: gpu.isAsleep,
		...(gpu.problem === undefined ? {} : {error: gpu.problem}),
	};
}
