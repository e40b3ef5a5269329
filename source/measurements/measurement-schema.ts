import {
	array,
	byteRate,
	bytes,
	flag,
	integer,
	nullable,
	number,
	object,
	percent,
	type Schema,
	text,
	time,
} from './json-schema.js';
import type {WireData} from './wire-data.js';

type Item<List> = Exclude<List, null> extends readonly (infer Element)[] ? Element : never;

type Field<Key extends keyof WireData> = Exclude<WireData[Key], null>;

const memory = object<Field<'memory'>>({
	total: bytes('installed memory'),
	available: bytes('what programs may still have without swapping'),
	used: bytes('total less available'),
	percentage: nullable(percent('used of total')),
	cached: nullable(bytes('page cache, buffers and reclaimable slab')),
	swap: nullable(
		object<Field<'memory'>['swap']>({
			total: bytes('swap space'),
			used: bytes('swap in use'),
			percentage: nullable(percent('used of total; null without swap')),
		}),
	),
});

const processor = object<Field<'processor'>>({
	usage_percent: nullable(percent('time not idle, over all cores, since the last sample')),
	core_count: nullable(integer('physical cores')),
	logical_count: nullable(integer('logical processors')),
	frequency_current: nullable(number('mean clock, in MHz')),
	frequency_max: nullable(number('highest clock, in MHz')),
	per_core_usage: nullable(
		array(nullable(percent('time not idle')), 'by the number of the core; null while it is offline or not known'),
	),
	user_percent: nullable(percent('time in programs')),
	system_percent: nullable(percent('time in the kernel')),
	iowait_percent: nullable(percent('idle time with a request to a disk under way')),
	steal_percent: nullable(percent('time the hypervisor gave to others')),
	temperature: nullable(number('of the package, in °C')),
	model: nullable(text('name of the processor')),
});

const load = object<Field<'load'>>({
	load1: number('load average over 1 minute'),
	load5: number('load average over 5 minutes'),
	load15: number('load average over 15 minutes'),
});

const disk = object<Field<'disk'>>({
	total: bytes('size'),
	used: bytes('in use'),
	free: bytes('what an ordinary user may still write'),
	percentage: nullable(percent('used of used and free, as df has it')),
	path: text('mount point'),
});

const disks = array(
	object<Item<WireData['disks']>>(
		{
			path: text('mount point'),
			device: text('device or remote source'),
			file_system: text('type of the file system'),
			read_only: flag('mounted read-only'),
			total: nullable(bytes('size')),
			used: nullable(bytes('in use')),
			free: nullable(bytes('what an ordinary user may still write')),
			percentage: nullable(percent('used of used and free')),
			inodes_total: nullable(integer('inodes there are')),
			inodes_free: nullable(integer('inodes left')),
			inodes_percentage: nullable(percent('inodes in use')),
			read_rate: nullable(byteRate('read from its device')),
			write_rate: nullable(byteRate('written to its device')),
			busy_percent: nullable(percent('time its device had a request under way')),
			error: text('why the sizes are null'),
		},
		['error'],
	),
	'every file system that is watched',
);

const diskIo = object<Field<'disk_io'>>({
	read_rate: nullable(byteRate('read from all physical disks')),
	write_rate: nullable(byteRate('written to all physical disks')),
	busy_percent: nullable(percent('of the busiest physical disk')),
});

const network = object<Field<'network'>>({
	receive_rate: nullable(byteRate('received over the physical interfaces, or over those that no other carries')),
	send_rate: nullable(byteRate('sent over the same interfaces')),
	interfaces: array(
		object<Item<Field<'network'>['interfaces']>>({
			name: text('name of the interface'),
			physical: flag('a real device that carries traffic of its own: counted in the totals'),
			received: bytes('received since the interface exists'),
			sent: bytes('sent since the interface exists'),
			received_packets: nullable(integer('packets received since then')),
			sent_packets: nullable(integer('packets sent since then')),
			receive_errors: nullable(integer('damaged packets received since then')),
			send_errors: nullable(integer('packets that could not be sent since then')),
			receive_drops: nullable(integer('received packets discarded since then')),
			send_drops: nullable(integer('packets to send discarded since then')),
			receive_rate: nullable(byteRate('received')),
			send_rate: nullable(byteRate('sent')),
			errors_rate: nullable(number('damaged packets in both directions, per second')),
			drops_rate: nullable(number('discarded packets in both directions, per second')),
			link_mbps: nullable(number('speed of the link, in megabits per second')),
		}),
	),
});

const processes = object<Field<'processes'>>({
	total: integer('processes'),
	running: nullable(integer('running or ready to')),
	sleeping: nullable(integer('waiting')),
	stopped: nullable(integer('stopped by a signal or a debugger')),
	zombie: nullable(integer('ended, not collected by their parent')),
	threads: nullable(integer('threads of all processes')),
	top: nullable(
		array(
			object<Item<Field<'processes'>['top']> & {readonly command: string | null}>(
				{
					pid: integer('process id'),
					ppid: integer('process id of the parent'),
					name: text('name, without arguments'),
					user: nullable(text('owner')),
					state: text('one letter, as in ps'),
					threads: nullable(integer('threads')),
					cpu_percent: nullable(percent('100 is one core busy')),
					memory: bytes('resident set'),
					cpu_time: nullable(number('user and system time, in seconds')),
					started: nullable(time('start')),
					command: nullable(text('with arguments, the first 256 characters; only where the server was told to')),
				},
				['command'],
			),
			'the costliest first; null while nobody asks for the list',
		),
	),
});

const gpu = object<Field<'gpu'>>({
	count: integer('cards'),
	gpus: array(
		object<Item<Field<'gpu'>['gpus']>>(
			{
				id: integer('number, from 0'),
				name: text('model'),
				vendor: text('nvidia, amd, intel, apple or unknown'),
				driver_version: nullable(text('version of the driver')),
				memory_total: nullable(
					bytes('memory it may use; of an integrated GPU of AMD with what it takes of the machine'),
				),
				memory_used: nullable(bytes('memory in use')),
				memory_free: nullable(bytes('memory left')),
				gpu_usage_percent: nullable(percent('time busy')),
				temperature: nullable(number('in °C')),
				power_draw: nullable(number('in watts')),
				power_limit: nullable(number('in watts')),
				fan_percent: nullable(percent('speed of the fan')),
				clock_mhz: nullable(number('clock of the cores, in MHz')),
				memory_clock_mhz: nullable(number('clock of the memory, in MHz')),
				mig: flag('divided into instances (NVIDIA MIG)'),
				asleep: flag('suspended, and left alone'),
				error: text('why nothing is known of it; absent while it answers'),
			},
			['error'],
		),
	),
});

const temperatures = object<Field<'temperatures'>>({
	cpu: nullable(number('of the processor, in °C')),
	sensors: array(
		object<Item<Field<'temperatures'>['sensors']>>({
			label: text('chip and sensor'),
			celsius: number('in °C'),
			high: nullable(number('high mark, in °C')),
			critical: nullable(number('critical mark, in °C')),
		}),
	),
});

const stall = nullable(
	object({
		avg10: percent('mean over 10 seconds'),
		avg60: percent('mean over 60 seconds'),
		avg300: percent('mean over 300 seconds'),
	}),
);

const resourcePressure = (resource: string): Schema =>
	nullable({
		...object({some: stall, full: stall}),
		description: `time in which some, or all, tasks waited for ${resource}`,
	});

const pressure = object<Field<'pressure'>>({
	cpu: resourcePressure('the processor'),
	memory: resourcePressure('memory'),
	io: resourcePressure('disks'),
});

const limits = object<Field<'limits'>>({
	version: {enum: ['v1', 'v2', 'hybrid']},
	cpu_limit: nullable(number('cores it may use; null without a limit')),
	cpu_used: nullable(number('cores it uses')),
	throttled_percent: nullable(percent('periods in which it was held back')),
	memory_limit: nullable(bytes('memory it may use; null without a limit')),
	memory_used: nullable(bytes('its working set')),
	memory_percentage: nullable(percent('used of the limit')),
	pressure: nullable(pressure),
});

const system = object<Field<'system'>>({
	os_name: text('Linux, Darwin or Windows_NT'),
	os_version: text('distribution or product'),
	os_release: text('release of the kernel'),
	architecture: text('as Node names it'),
	machine: text('as uname -m names it'),
	processor: nullable(text('name of the processor')),
	hostname: text('name of the machine'),
	node_version: text('version of Node.js that measures'),
	processes: nullable(integer('processes')),
	boot_time: nullable(time('start of the machine')),
	uptime: nullable(number('time since then, in seconds')),
	container: nullable(text('container engine it runs in')),
});

const self = object<Field<'self'>>({
	cpu_percent: nullable(percent('processor time of the monitor; 100 is one core')),
	cpu_time: nullable(number('processor time of the monitor since its start, in seconds')),
	rss: bytes('resident set of the monitor'),
	memory_percent: nullable(percent('resident set as a share of the installed memory')),
	heap_used: bytes('JavaScript heap in use'),
	heap_total: bytes('JavaScript heap'),
	external: bytes('memory of buffers'),
	threads: nullable(integer('threads')),
	open_files: nullable(integer('open file descriptors')),
	connections: nullable(integer('TCP connections of the monitor')),
	event_loop_delay: nullable(number('longest hold-up of the event loop since the last sample, in milliseconds')),
	gc_count: integer('garbage collections since the start'),
	gc_pause: nullable(number('time in them, in milliseconds')),
	uptime: nullable(number('time since the monitor started, in seconds')),
	memory_trend: nullable(number('growth of the resident set, in bytes per hour')),
	leak_warning: nullable(text('why the memory seems to leak')),
});

const custom: Schema = {
	type: ['object', 'null'],
	description: "what collectors of one's own tell, by their names; null where it is not known",
};

const errors: Schema = {
	type: 'object',
	description: 'why a metric is null, by metric, or a part of one, by metric and part: limits.cpu_limit',
	additionalProperties: object({
		state: {enum: ['pending', 'stale', 'timeout', 'error', 'unsupported', 'asleep']},
		reason: nullable(text('in words')),
	}),
};

/** The schema of each member of `data`. A metric is `null` while it is not known. */
export const measurementSchemas = {
	memory,
	processor,
	load,
	disk,
	disks,
	disk_io: diskIo,
	network,
	processes,
	gpu,
	temperatures,
	pressure,
	limits,
	system,
	self,
	custom,
	errors,
} as const satisfies Readonly<Record<keyof WireData, Schema>>;
