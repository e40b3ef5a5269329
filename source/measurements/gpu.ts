import {known} from '../metrics/reading.js';
import type {Gpu} from '../metrics/snapshot.js';
import {unsent} from './codec.js';
import {
	bytes,
	celsius,
	choice,
	count,
	field,
	flag,
	identifier,
	leftOut,
	megahertz,
	optional,
	orElse,
	percent,
	size,
	text,
	watts,
} from './fields.js';
import {list, record} from './record.js';
import {section} from './section.js';
import {allDecimals} from './unit.js';

const vendors = ['nvidia', 'amd', 'intel', 'apple', 'unknown'] as const satisfies readonly Gpu['vendor'][];

/** Sent as the driver reports it. */
const reported = {decimals: allDecimals} as const;

const gpuRecord = record<Gpu>()({
	id: identifier('id', 'index of the GPU, from 0'),
	name: text('name', 'model of the GPU'),
	vendor: choice('vendor', 'vendor of the GPU: nvidia, amd, intel, apple or unknown', vendors, 'unknown'),
	driverVersion: optional(text('driver_version', 'version of the GPU driver')),
	memoryTotalBytes: optional(
		size('memory_total', 'total GPU memory; for an integrated AMD GPU, including system memory that it can use', {
			prometheus: 'gpu_memory_size_bytes',
		}),
	),
	memoryUsedBytes: optional(
		bytes('memory_used', 'GPU memory in use', {prometheus: 'gpu_memory_used_bytes', inHistory: true}),
	),
	memoryFreeBytes: optional(bytes('memory_free', 'free GPU memory')),
	usedPercent: optional(
		percent('gpu_usage_percent', 'share of time the GPU was busy', {
			title: 'GPU usage',
			...reported,
			prometheus: 'gpu_usage_ratio',
			inHistory: true,
		}),
	),
	temperatureCelsius: optional(
		celsius('temperature', 'temperature of the GPU', {
			title: 'GPU temperature',
			figure: 'mean',
			prometheus: 'gpu_temperature_celsius',
			inHistory: true,
		}),
	),
	powerWatts: optional(watts('power_draw', 'power drawn by the GPU', {figure: 'mean', prometheus: 'gpu_power_watts'})),
	powerLimitWatts: optional(watts('power_limit', 'power limit of the GPU')),
	fanPercent: optional(percent('fan_percent', 'fan speed, relative to its maximum', reported)),
	clockMhz: optional(megahertz('clock_mhz', 'core clock of the GPU', {...reported, figure: 'mean'})),
	memoryClockMhz: optional(megahertz('memory_clock_mhz', 'memory clock of the GPU', {...reported, figure: 'mean'})),
	isMig: flag('mig', 'whether the GPU is divided into instances (NVIDIA MIG)'),
	isAsleep: flag('asleep', 'whether the GPU is suspended; mon-tui does not wake it'),
	problem: leftOut(text('error', 'why the GPU could not be read; absent if it was read')),
	uniqueId: unsent(undefined),
	pciAddress: unsent(undefined),
	processes: unsent(undefined),
});

export const gpu = section(
	'gpu',
	record<{readonly count: number; readonly gpus: readonly Gpu[]}>()({
		// Decoders count the items: a message without the number still has GPUs.
		count: orElse(count('count', 'number of GPUs'), 0),
		gpus: field(
			'gpus',
			list(gpuRecord, {
				place: {head: 'gpus', key: 'id'},
				labels: ({id, name}) => ({gpu: String(id), name}),
			}),
		),
	}),
	({readings}) => {
		const gpus = known(readings.gpu);
		return gpus && {count: gpus.length, gpus};
	},
);
