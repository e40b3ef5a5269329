import type {MetricPath} from '../../measurements/metric-path.js';
import {numbers} from '../../measurements/numbers.js';
import {isSectionName, sections} from '../../measurements/sections.js';
import {metricNames, registry} from '../../metrics/registry.js';
import type {MetricName} from '../../metrics/snapshot.js';
import {printableLine} from '../../support/printable.js';

/** The part of a machine that an alert is about. `custom` is what callers of the library measure themselves. */
export type AlertComponent = (typeof registry)[MetricName]['component'] | 'custom';

/** All that there are. */
export const alertComponents: readonly AlertComponent[] = [
	...new Set(metricNames.map(name => registry[name].component)),
	'custom',
];

const maxName = 200;

/** `memory`, `disk`, `processor`, `gpu`, …: what filters go by. */
export function componentOf({section}: MetricPath): string {
	const metric = isSectionName(section) ? sections[section].metric : undefined;
	return metric === undefined ? section : registry[metric].component;
}

/** What the message speaks of, and where: `disk usage` and ` on /data`. The main disk, `/`, goes without saying. */
export function subjectOf(metric: MetricPath, path: string, name: string | undefined): readonly [string, string] {
	const subject = numbers.get(metric.shape)?.title;
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
