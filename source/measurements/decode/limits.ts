import type {Limits} from '../../metrics/snapshot.js';
import {type Fields, optionalChoice, optionalNumber, optionalObject, required} from '../../support/fields.js';
import {parsePressure} from './pressure.js';

const versions = ['v1', 'v2', 'hybrid'] as const satisfies readonly Limits['version'][];

export function parseLimits(limits: Fields): Limits {
	const pressure = optionalObject(limits, 'pressure');
	return {
		version: required(optionalChoice(limits, 'version', versions), 'version'),
		cpuLimitCores: optionalNumber(limits, 'cpu_limit'),
		cpuUsedCores: optionalNumber(limits, 'cpu_used'),
		throttledPercent: optionalNumber(limits, 'throttled_percent'),
		memoryLimitBytes: optionalNumber(limits, 'memory_limit'),
		memoryUsedBytes: optionalNumber(limits, 'memory_used'),
		memoryUsedPercent: optionalNumber(limits, 'memory_percentage'),
		pressure: pressure && parsePressure(pressure),
	};
}
