import {known} from '../metrics/reading.js';
import type {SelfUsage} from '../metrics/snapshot.js';
import {bytes, corePercent, count, milliseconds, optional, percent, seconds, size, text} from './fields.js';
import {record} from './record.js';
import {section} from './section.js';

export const self = section(
	'self',
	record<SelfUsage>()({
		cpuPercent: optional(
			corePercent('cpu_percent', 'processor time of the monitor; 100 is one core', {prometheus: 'self_cpu_ratio'}),
		),
		cpuSeconds: optional(
			seconds('cpu_time', 'processor time of the monitor since its start', {
				prometheus: {name: 'self_cpu_seconds', type: 'counter'},
			}),
		),
		residentSetBytes: bytes('rss', 'resident set of the monitor', {prometheus: 'self_resident_memory_bytes'}),
		memoryPercent: optional(percent('memory_percent', 'resident set as a share of the installed memory')),
		heapUsedBytes: bytes('heap_used', 'JavaScript heap in use'),
		heapTotalBytes: bytes('heap_total', 'JavaScript heap'),
		externalBytes: bytes('external', 'memory of buffers'),
		threads: optional(count('threads', 'threads', {figure: 'latest'})),
		openFiles: optional(count('open_files', 'open file descriptors', {figure: 'latest', prometheus: 'self_open_fds'})),
		connections: optional(
			count('connections', 'TCP connections of the monitor', {figure: 'latest', prometheus: 'self_connections'}),
		),
		eventLoopDelayMs: optional(
			milliseconds('event_loop_delay', 'longest hold-up of the event loop since the last sample', {
				figure: 'highest',
				prometheus: 'self_event_loop_delay_seconds',
			}),
		),
		gcCount: count('gc_count', 'garbage collections since the start'),
		gcPauseMs: milliseconds('gc_pause', 'time in them'),
		uptimeSeconds: seconds('uptime', 'time since the monitor started'),
		memoryTrendBytesPerHour: optional(size('memory_trend', 'growth of the resident set in an hour', {decimals: 0})),
		leakWarning: optional(text('leak_warning', 'why the memory seems to leak')),
	}),
	({readings}) => known(readings.self),
);
