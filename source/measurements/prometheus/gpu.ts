import type {Gpu} from '../../metrics/snapshot.js';
import {type Family, gauge, type Point} from '../prometheus-family.js';
import {ratio} from './scale.js';

export function gpuFamilies(gpus: readonly Gpu[]): readonly Family[] {
	const each = (value: (gpu: Gpu) => number | undefined): readonly Point[] =>
		gpus.map(gpu => ({labels: {gpu: String(gpu.id), name: gpu.name}, value: value(gpu)}));
	return [
		gauge(
			'gpu_usage_ratio',
			'Share of time busy.',
			each(gpu => ratio(gpu.usedPercent)),
		),
		gauge(
			'gpu_memory_size_bytes',
			'Memory of the card.',
			each(gpu => gpu.memoryTotalBytes),
		),
		gauge(
			'gpu_memory_used_bytes',
			'Memory in use.',
			each(gpu => gpu.memoryUsedBytes),
		),
		gauge(
			'gpu_temperature_celsius',
			'Temperature.',
			each(gpu => gpu.temperatureCelsius),
		),
		gauge(
			'gpu_power_watts',
			'Power drawn.',
			each(gpu => gpu.powerWatts),
		),
	];
}
