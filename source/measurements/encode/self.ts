import {known} from '../../metrics/reading.js';
import type {Snapshot} from '../../metrics/snapshot.js';
import {orNull, rounded, whole} from '../nullable.js';

export function selfSection({readings}: Snapshot) {
	const self = known(readings.self);
	return self
		? {
				cpu_percent: rounded(self.cpuPercent),
				cpu_time: rounded(self.cpuSeconds),
				rss: self.residentSetBytes,
				memory_percent: rounded(self.memoryPercent),
				heap_used: self.heapUsedBytes,
				heap_total: self.heapTotalBytes,
				external: self.externalBytes,
				threads: orNull(self.threads),
				open_files: orNull(self.openFiles),
				connections: orNull(self.connections),
				event_loop_delay: rounded(self.eventLoopDelayMs),
				gc_count: self.gcCount,
				gc_pause: rounded(self.gcPauseMs),
				uptime: rounded(self.uptimeSeconds),
				memory_trend: whole(self.memoryTrendBytesPerHour),
				leak_warning: orNull(self.leakWarning),
			}
		: null;
}
