import {known} from '../../metrics/reading.js';
import type {Readings} from '../../metrics/snapshot.js';
import {type Family, gauge} from '../prometheus-family.js';

export function limitFamilies(readings: Readings): readonly Family[] {
	const limits = known(readings.limits);
	return [
		gauge('container_cpu_limit_cores', 'Cores that the container may use.', limits?.cpuLimitCores),
		gauge('container_cpu_used_cores', 'Cores that the container uses.', limits?.cpuUsedCores),
		gauge('container_memory_limit_bytes', 'Memory that the container may use.', limits?.memoryLimitBytes),
		gauge('container_memory_used_bytes', 'Working set of the container.', limits?.memoryUsedBytes),
	];
}
