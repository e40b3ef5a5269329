import {known} from '../metrics/reading.js';
import type {SelfUsage} from '../metrics/snapshot.js';
import {bytes, corePercent, count, milliseconds, optional, percent, seconds, size, text} from './fields.js';
import {record} from './record.js';
import {section} from './section.js';

export const self = section(
	'self',
	record<SelfUsage>()({
		cpuPercent: optional(
			corePercent('cpu_percent', 'CPU usage of mon-tui; 100 is one fully used core', {prometheus: 'self_cpu_ratio'}),
		),
		cpuSeconds: optional(
			seconds('cpu_time', 'total CPU time used by mon-tui', {
				prometheus: {name: 'self_cpu_seconds', type: 'counter'},
			}),
		),
		residentSetBytes: bytes('rss', 'resident set size of mon-tui', {prometheus: 'self_resident_memory_bytes'}),
		memoryPercent: optional(percent('memory_percent', 'resident set size, relative to the physical memory')),
		heapUsedBytes: bytes('heap_used', 'used JavaScript heap'),
		heapTotalBytes: bytes('heap_total', 'total JavaScript heap'),
		externalBytes: bytes('external', 'memory of buffers outside the JavaScript heap'),
		threads: optional(count('threads', 'number of threads of mon-tui', {figure: 'latest'})),
		openFiles: optional(
			count('open_files', 'number of open file descriptors of mon-tui', {
				figure: 'latest',
				prometheus: 'self_open_fds',
			}),
		),
		connections: optional(
			count('connections', 'number of TCP connections of mon-tui', {figure: 'latest', prometheus: 'self_connections'}),
		),
		eventLoopDelayMs: optional(
			milliseconds('event_loop_delay', 'maximum event loop delay since the previous sample', {
				figure: 'highest',
				prometheus: 'self_event_loop_delay_seconds',
			}),
		),
		gcCount: count('gc_count', 'total number of garbage collections'),
		gcPauseMs: milliseconds('gc_pause', 'total time spent in garbage collection'),
		uptimeSeconds: seconds('uptime', 'time since mon-tui started'),
		memoryTrendBytesPerHour: optional(size('memory_trend', 'growth of the resident set size per hour', {decimals: 0})),
		leakWarning: optional(text('leak_warning', 'why mon-tui appears to leak memory; null if it does not')),
	}),
	({readings}) => known(readings.self),
);
