import {known} from '../../metrics/reading.js';
import type {Snapshot} from '../../metrics/snapshot.js';
import {orNull, rounded} from '../nullable.js';
import {wirePressure} from './pressure.js';

export function limitsSection({readings}: Snapshot) {
	const limits = known(readings.limits);
	return limits
		? {
				version: limits.version,
				cpu_limit: orNull(limits.cpuLimitCores),
				cpu_used: rounded(limits.cpuUsedCores),
				throttled_percent: rounded(limits.throttledPercent),
				memory_limit: orNull(limits.memoryLimitBytes),
				memory_used: orNull(limits.memoryUsedBytes),
				memory_percentage: rounded(limits.memoryUsedPercent),
				pressure: wirePressure(limits.pressure),
			}
		: null;
}
