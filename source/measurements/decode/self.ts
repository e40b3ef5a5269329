import type {SelfUsage} from '../../metrics/snapshot.js';
import {type Fields, number, optionalNumber, optionalText} from '../../support/fields.js';

export function parseSelf(self: Fields): SelfUsage {
	return {
		cpuPercent: optionalNumber(self, 'cpu_percent'),
		cpuSeconds: optionalNumber(self, 'cpu_time'),
		residentSetBytes: number(self, 'rss'),
		memoryPercent: optionalNumber(self, 'memory_percent'),
		heapUsedBytes: number(self, 'heap_used'),
		heapTotalBytes: number(self, 'heap_total'),
		externalBytes: number(self, 'external'),
		threads: optionalNumber(self, 'threads'),
		openFiles: optionalNumber(self, 'open_files'),
		connections: optionalNumber(self, 'connections'),
		eventLoopDelayMs: optionalNumber(self, 'event_loop_delay'),
		gcCount: number(self, 'gc_count'),
		gcPauseMs: number(self, 'gc_pause'),
		uptimeSeconds: number(self, 'uptime'),
		memoryTrendBytesPerHour: optionalNumber(self, 'memory_trend'),
		leakWarning: optionalText(self, 'leak_warning'),
	};
}
