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
		version: choice('version', 'version of the control groups: v1, v2 or hybrid', versions),
		cpuLimitCores: optional(
			number('cpu_limit', 'CPU limit of the container, in cores; null without a limit', {
				prometheus: 'container_cpu_limit_cores',
			}),
		),
		cpuUsedCores: optional(
			number('cpu_used', 'CPU usage of the container, in cores', {
				decimals: 2,
				figure: 'mean',
				prometheus: 'container_cpu_used_cores',
			}),
		),
		throttledPercent: optional(
			percent('throttled_percent', 'share of scheduling periods in which the container was throttled'),
		),
		memoryLimitBytes: optional(
			size('memory_limit', 'memory limit of the container; null without a limit', {
				prometheus: 'container_memory_limit_bytes',
			}),
		),
		memoryUsedBytes: optional(
			bytes('memory_used', 'working set of the container', {prometheus: 'container_memory_used_bytes'}),
		),
		memoryUsedPercent: optional(
			percent('memory_percentage', 'working set, relative to the memory limit', {title: 'container memory usage'}),
		),
		pressure: optional(field('pressure', containerPressure)),
	}),
	({readings}) => known(readings.limits),
);
