import type {Snapshot} from '../metrics/snapshot.js';
import {parseMetricPath} from './metric-path.js';
import {unitOf} from './numbers.js';
import {pathHint} from './path-hint.js';
import {sectionsOf} from './sections.js';

/**
Returns the number at a metric path: `memory.percentage`, `disks[/data].free`, `gpus[0].temperature`,
`custom.queue.length`. If the path matches several numbers, it returns the first. Returns `undefined` if the number is
unknown: rates, for example, are unknown in the first sample.

@throws if the path does not lead to a number of the message; the error suggests a similar path. Below `custom`, all paths
are accepted.
*/
export function readMetric(snapshot: Snapshot, path: string): number | undefined {
	const metric = parseMetricPath(path);
	if (unitOf(metric.shape) === undefined) {
		throw new Error(`"${path}" is not a numeric metric${pathHint(metric)}`);
	}

	const places = metric.resolve(sectionsOf(snapshot)) ?? [];
	return places.map(({value}) => value).find(value => typeof value === 'number');
}
