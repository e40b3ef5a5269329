import type {Snapshot} from '../metrics/snapshot.js';
import {parseMetricPath} from './metric-path.js';
import {sectionsOf} from './sections.js';

/**
The number at a metric path: `memory.percentage`, `disks[/data].free`, `gpus[0].temperature`, `custom.queue.length`. The
first, where the path means several. `undefined` when it is not known at the moment, or is no number.

@throws for what is not a metric path.
*/
export function readMetric(snapshot: Snapshot, path: string): number | undefined {
	const places = parseMetricPath(path).resolve(sectionsOf(snapshot)) ?? [];
	return places.map(({value}) => value).find(value => typeof value === 'number');
}
