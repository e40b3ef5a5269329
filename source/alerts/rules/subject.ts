import type {MetricPath} from '../../measurements/metric-path.js';
import {metricNames, registry} from '../../metrics/registry.js';
import type {MetricName} from '../../metrics/snapshot.js';
import {printableLine} from '../../support/printable.js';

/** Metrics with a name of their own in messages; the others go by their path. */
const names: ReadonlyMap<string, string> = new Map([
	['memory.percentage', 'memory usage'],
	['memory.available', 'available memory'],
	['memory.swap.percentage', 'swap usage'],
	['processor.usage_percent', 'processor usage'],
	['processor.temperature', 'processor temperature'],
	['temperatures.cpu', 'processor temperature'],
	['disk.percentage', 'disk usage'],
	['disk.free', 'disk space'],
	['disks[].percentage', 'disk usage'],
	['disks[].free', 'disk space'],
	['disks[].inodes_percentage', 'inode usage'],
	['gpus[].gpu_usage_percent', 'GPU usage'],
	['gpus[].temperature', 'GPU temperature'],
	['limits.memory_percentage', 'container memory usage'],
]);

/** The metrics whose numbers stand in a list of another name. */
const metricsOfLists: ReadonlyMap<string, MetricName> = new Map([
	['cores', 'processor'],
	['gpus', 'gpu'],
	['sensors', 'temperatures'],
	['disk', 'disks'],
]);

/** The part of a machine that an alert is about. `custom` is what callers of the library measure themselves. */
export type AlertComponent = (typeof registry)[MetricName]['component'] | 'custom';

/** All that there are. */
export const alertComponents: readonly AlertComponent[] = [
	...new Set(metricNames.map(name => registry[name].component)),
	'custom',
];

const maxName = 200;

/** `memory`, `disk`, `processor`, `gpu`, …: what filters go by. */
export function componentOf({head}: MetricPath): string {
	const metric = metricsOfLists.get(head) ?? metricNames.find(name => name === head);
	return metric === undefined ? head : registry[metric].component;
}

/** What the message speaks of, and where: `disk usage` and ` on /data`. The main disk, `/`, goes without saying. */
export function subjectOf(metric: MetricPath, path: string, name: string | undefined): readonly [string, string] {
	const subject = names.get(metric.shape);
	if (subject === undefined) {
		return [safe(path), ''];
	}

	if (name === undefined || name === '/') {
		return [subject, ''];
	}

	return [subject, metric.head === 'gpus' ? ` on GPU ${safe(name)}` : ` on ${safe(name)}`];
}

/** Names of mounts, sensors and interfaces may hold anything. */
function safe(text: string): string {
	return printableLine(text, maxName);
}
