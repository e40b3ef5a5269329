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
	percent,
	size,
	text,
	watts,
} from './fields.js';
import {list, record} from './record.js';
import {section} from './section.js';
import {allDecimals} from './unit.js';

const vendors = ['nvidia', 'amd', 'intel', 'apple', 'unknown'] as const satisfies readonly Gpu['vendor'][];

/** As the driver has it. */
const reported = {decimals: allDecimals} as const;

const card = record<Gpu>()({
	id: identifier('id', 'number, from 0'),
	name: text('name', 'model'),
	vendor: choice('vendor', 'nvidia, amd, intel, apple or unknown', vendors, 'unknown'),
	driverVersion: optional(text('driver_version', 'version of the driver')),
	memoryTotalBytes: optional(
		size('memory_total', 'memory it may use; of an integrated GPU of AMD with what it takes of the machine', {
			prometheus: 'gpu_memory_size_bytes',
		}),
	),
	memoryUsedBytes: optional(
		bytes('memory_used', 'memory in use', {prometheus: 'gpu_memory_used_bytes', inHistory: true}),
	),
	memoryFreeBytes: optional(bytes('memory_free', 'memory left')),
	usedPercent: optional(
		percent('gpu_usage_percent', 'time busy', {
			title: 'GPU usage',
			...reported,
			prometheus: 'gpu_usage_ratio',
			inHistory: true,
		}),
	),
	temperatureCelsius: optional(
		celsius('temperature', 'of the card', {
			title: 'GPU temperature',
			figure: 'mean',
			prometheus: 'gpu_temperature_celsius',
			inHistory: true,
		}),
	),
	powerWatts: optional(watts('power_draw', 'power drawn', {figure: 'mean', prometheus: 'gpu_power_watts'})),
	powerLimitWatts: optional(watts('power_limit', 'power it may draw')),
	fanPercent: optional(percent('fan_percent', 'speed of the fan', reported)),
	clockMhz: optional(megahertz('clock_mhz', 'clock of the cores', {...reported, figure: 'mean'})),
	memoryClockMhz: optional(megahertz('memory_clock_mhz', 'clock of the memory', {...reported, figure: 'mean'})),
	isMig: flag('mig', 'divided into instances (NVIDIA MIG)'),
	isAsleep: flag('asleep', 'suspended, and left alone'),
	problem: leftOut(text('error', 'why nothing is known of it; absent while it answers')),
	uniqueId: unsent(undefined),
	pciAddress: unsent(undefined),
	processes: unsent(undefined),
});

export const gpu = section(
	'gpu',
	record<{readonly count: number; readonly gpus: readonly Gpu[]}>()({
		count: count('count', 'cards'),
		gpus: field(
			'gpus',
			list(card, {
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
