import type {Unit} from './unit.js';

/**
Every number of the message and its unit, by the shape of its metric path. Numbers of processes and identifiers are left
out: they are not of the machine.
*/
export const metricUnits: ReadonlyMap<string, Unit> = new Map([
	...of('memory', {total: 'bytes', available: 'bytes', used: 'bytes', percentage: 'percent', cached: 'bytes'}),
	...of('memory.swap', {total: 'bytes', used: 'bytes', percentage: 'percent'}),
	...of('processor', {
		usage_percent: 'percent',
		core_count: 'number',
		logical_count: 'number',
		frequency_current: 'megahertz',
		frequency_max: 'megahertz',
		user_percent: 'percent',
		system_percent: 'percent',
		iowait_percent: 'percent',
		steal_percent: 'percent',
		temperature: 'celsius',
	}),
	['cores[]', 'percent'],
	...of('load', {load1: 'number', load5: 'number', load15: 'number'}),
	...of('disk', {total: 'bytes', used: 'bytes', free: 'bytes', percentage: 'percent'}),
	...of('disks[]', {
		total: 'bytes',
		used: 'bytes',
		free: 'bytes',
		percentage: 'percent',
		inodes_total: 'number',
		inodes_free: 'number',
		inodes_percentage: 'percent',
		read_rate: 'bytesPerSecond',
		write_rate: 'bytesPerSecond',
		busy_percent: 'percent',
	}),
	...of('disk_io', {read_rate: 'bytesPerSecond', write_rate: 'bytesPerSecond', busy_percent: 'percent'}),
	...of('network', {receive_rate: 'bytesPerSecond', send_rate: 'bytesPerSecond'}),
	...of('network[]', {
		received: 'bytes',
		sent: 'bytes',
		received_packets: 'number',
		sent_packets: 'number',
		receive_errors: 'number',
		send_errors: 'number',
		receive_drops: 'number',
		send_drops: 'number',
		receive_rate: 'bytesPerSecond',
		send_rate: 'bytesPerSecond',
		errors_rate: 'perSecond',
		drops_rate: 'perSecond',
		link_mbps: 'megabitsPerSecond',
	}),
	...of('processes', {
		total: 'number',
		running: 'number',
		sleeping: 'number',
		stopped: 'number',
		zombie: 'number',
		threads: 'number',
	}),
	['gpu.count', 'number'],
	...of('gpus[]', {
		memory_total: 'bytes',
		memory_used: 'bytes',
		memory_free: 'bytes',
		gpu_usage_percent: 'percent',
		temperature: 'celsius',
		power_draw: 'watts',
		power_limit: 'watts',
		fan_percent: 'percent',
		clock_mhz: 'megahertz',
		memory_clock_mhz: 'megahertz',
	}),
	['temperatures.cpu', 'celsius'],
	...of('sensors[]', {celsius: 'celsius', high: 'celsius', critical: 'celsius'}),
	...ofPressure('pressure'),
	...of('limits', {
		cpu_limit: 'number',
		cpu_used: 'number',
		throttled_percent: 'percent',
		memory_limit: 'bytes',
		memory_used: 'bytes',
		memory_percentage: 'percent',
	}),
	...ofPressure('limits.pressure'),
	...of('system', {processes: 'number', uptime: 'seconds'}),
	...of('self', {
		cpu_percent: 'corePercent',
		cpu_time: 'seconds',
		rss: 'bytes',
		memory_percent: 'percent',
		heap_used: 'bytes',
		heap_total: 'bytes',
		external: 'bytes',
		threads: 'number',
		open_files: 'number',
		connections: 'number',
		event_loop_delay: 'milliseconds',
		gc_count: 'number',
		gc_pause: 'milliseconds',
		uptime: 'seconds',
		memory_trend: 'bytes',
	}),
]);

/** Of the shape of a metric path. `undefined`: no number of the message is there. What is your own has no unit. */
export function unitOf(shape: string): Unit | undefined {
	return metricUnits.get(shape) ?? (shape.startsWith('custom.') ? 'number' : undefined);
}

function of(place: string, fields: Readonly<Record<string, Unit>>): readonly (readonly [string, Unit])[] {
	return Object.entries(fields).map(([field, unit]) => [`${place}.${field}`, unit]);
}

function ofPressure(place: string): readonly (readonly [string, Unit])[] {
	return ['cpu', 'memory', 'io'].flatMap(resource =>
		['some', 'full'].flatMap(extent =>
			of(`${place}.${resource}.${extent}`, {avg10: 'percent', avg60: 'percent', avg300: 'percent'}),
		),
	);
}
