import type {MetricPath} from '../../wire/metric-path.js';

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

/** Where the first name of a path is not the component's. */
const components: ReadonlyMap<string, string> = new Map([
	['cores', 'processor'],
	['disks', 'disk'],
	['disk_io', 'disk'],
	['gpus', 'gpu'],
	['sensors', 'temperatures'],
]);

/** All that there are. `custom` is what callers of the library measure themselves. */
export const alertComponents = [
	'memory',
	'processor',
	'load',
	'disk',
	'network',
	'processes',
	'gpu',
	'temperatures',
	'pressure',
	'limits',
	'system',
	'self',
	'custom',
] as const;

/** The part of a machine that an alert is about. */
export type AlertComponent = (typeof alertComponents)[number];

/** What could break a line, turn the direction of writing or steer a terminal. */
const unprintable = /[\p{C}\p{Zl}\p{Zp}]/gu;
const longestName = 200;

/** `memory`, `disk`, `processor`, `gpu`, …: what filters go by. */
export function componentOf({head}: MetricPath): string {
	return components.get(head) ?? head;
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
	const line = text.replace(unprintable, '·');
	return line.length > longestName ? `${line.slice(0, longestName - 1)}…` : line;
}
