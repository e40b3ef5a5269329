import {parseMetricPath} from '../../measurements/metric-path.js';
import {numbers} from '../../measurements/numbers.js';

/** Paths of the reported metrics: those that vary, without constant sizes and growing counters. */
const paths = [
	'processor.usage_percent',
	'processor.iowait_percent',
	'processor.steal_percent',
	'processor.frequency_current',
	'processor.temperature',
	'load.load1',
	'memory.percentage',
	'memory.used',
	'memory.swap.percentage',
	'disks[*].percentage',
	'disks[*].free',
	'disk_io.read_rate',
	'disk_io.write_rate',
	'disk_io.busy_percent',
	'network.receive_rate',
	'network.send_rate',
	'network[*].errors_rate',
	'network[*].drops_rate',
	'processes.total',
	'processes.running',
	'processes.threads',
	'gpus[*].gpu_usage_percent',
	'gpus[*].memory_used',
	'gpus[*].temperature',
	'gpus[*].power_draw',
	'pressure.cpu.some.avg10',
	'pressure.memory.some.avg10',
	'pressure.memory.full.avg10',
	'pressure.io.some.avg10',
	'pressure.io.full.avg10',
	'limits.cpu_used',
	'limits.throttled_percent',
	'limits.memory_percentage',
	'self.cpu_percent',
	'self.rss',
] as const;

/** The metrics of a report, in its order. */
export const reportedMetrics = paths.map(text => {
	const path = parseMetricPath(text);
	return {path, unit: numbers.get(path.shape)?.unit ?? 'number'};
});

/** The metrics whose worst minutes are reported. */
export const rankedMetrics: ReadonlySet<string> = new Set<(typeof paths)[number]>([
	'processor.usage_percent',
	'memory.percentage',
	'disk_io.busy_percent',
]);
