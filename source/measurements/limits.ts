import {known} from '../metrics/reading.js';
import type {Limits} from '../metrics/snapshot.js';
import {bytes, choice, field, number, optional, percent, size} from './fields.js';
import {containerPressure} from './pressure.js';
import {record} from './record.js';
import {section} from './section.js';

const versions = ['v1', 'v2', 'hybrid'] as const satisfies readonly Limits['version'][];

export const limits = section(
	'limits',
	record<Limits>()({
		version: choice('version', 'of control groups', versions),
		cpuLimitCores: optional(
			number('cpu_limit', 'cores it may use; null without a limit', {prometheus: 'container_cpu_limit_cores'}),
		),
		cpuUsedCores: optional(
			number('cpu_used', 'cores it uses', {decimals: 2, figure: 'mean', prometheus: 'container_cpu_used_cores'}),
		),
		throttledPercent: optional(percent('throttled_percent', 'periods in which it was held back')),
		memoryLimitBytes: optional(
			size('memory_limit', 'memory it may use; null without a limit', {
				prometheus: 'container_memory_limit_bytes',
			}),
		),
		memoryUsedBytes: optional(bytes('memory_used', 'its working set', {prometheus: 'container_memory_used_bytes'})),
		memoryUsedPercent: optional(percent('memory_percentage', 'used of the limit', {title: 'container memory usage'})),
		pressure: optional(field('pressure', containerPressure)),
	}),
	({readings}) => known(readings.limits),
);
