import {findingMetrics} from '../../diagnosis/measured.js';
import type {MetricPath} from '../../measurements/metric-path.js';
import {numbers} from '../../measurements/numbers.js';
import {isSectionName, sections} from '../../measurements/sections.js';
import {metricNames, registry} from '../../metrics/registry.js';
import type {MetricName} from '../../metrics/snapshot.js';
import {printableLine} from '../../support/printable.js';
import {partsOfPath} from './finding-path.js';

/** The part of a machine that an alert refers to. `custom` stands for the metrics of custom collectors. */
export type AlertComponent = (typeof registry)[MetricName]['component'] | 'custom';

/** All components. */
export const alertComponents: readonly AlertComponent[] = [
	...new Set(metricNames.map(name => registry[name].component)),
	'custom',
];

const maxName = 200;

/**
Returns the component of a metric (`memory`, `disk`, `processor`, `gpu`, …), which filters use. `path` is that of a series: a
rule for all findings has alerts of several components.
*/
export function componentOf({section}: MetricPath, path = ''): string {
	const id = partsOfPath(path)?.id;
	if (id) {
		return registry[findingMetrics[id][0]].component;
	}

	const metric = isSectionName(section) ? sections[section].metric : undefined;
	return metric === undefined ? section : registry[metric].component;
}

/**
Returns the subject and the place of a message: `disk usage` and ` on /data`. The place of the main disk, `/`, is empty.
*/
export function subjectOf(metric: MetricPath, path: string, name: string | undefined): readonly [string, string] {
	const subject = numbers.get(metric.shape)?.title;
	if (subject === undefined) {
		return [safe(path), ''];
	}

	if (name === undefined || name === '/') {
		return [subject, ''];
	}

	switch (metric.head) {
		case 'gpus':
			return [subject, ` on GPU ${safe(name)}`];
		case 'groups':
			return [subject, ` of ${safe(name)}`];
		default:
			return [subject, ` on ${safe(name)}`];
	}
}

/** Makes a name printable: names of mounts, sensors and interfaces may contain any character. */
function safe(text: string): string {
	return printableLine(text, maxName);
}
