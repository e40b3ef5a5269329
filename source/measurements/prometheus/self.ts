import {known} from '../../metrics/reading.js';
import type {Readings} from '../../metrics/snapshot.js';
import {counter, type Family, gauge} from '../prometheus-family.js';
import {ratio, scaled} from './scale.js';

export function selfFamilies(readings: Readings): readonly Family[] {
	const self = known(readings.self);
	return [
		gauge('self_cpu_ratio', 'Processor time of the monitor, in cores.', ratio(self?.cpuPercent)),
		counter('self_cpu_seconds', 'Processor time of the monitor.', self?.cpuSeconds),
		gauge('self_resident_memory_bytes', 'Resident set of the monitor.', self?.residentSetBytes),
		gauge('self_connections', 'TCP connections of the monitor.', self?.connections),
		gauge('self_open_fds', 'Open file descriptors of the monitor.', self?.openFiles),
		gauge(
			'self_event_loop_delay_seconds',
			'Longest hold-up of the event loop since the last snapshot.',
			scaled(self?.eventLoopDelayMs, 1 / 1000),
		),
	];
}
