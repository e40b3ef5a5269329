import type {Snapshot} from '../metrics/snapshot.js';
import {parseMetricPath} from './metric-path.js';
import {numbers} from './numbers.js';
import {sectionsOf} from './sections.js';

const paths = [...numbers.keys()].map(shape => parseMetricPath(shape.replace('[]', '[*]')));

/** Returns all numbers of the message that describe the machine, by metric path. */
export function numbersOf(snapshot: Snapshot): ReadonlyMap<string, number> {
	const readSection = sectionsOf(snapshot, true);
	return new Map(
		paths.flatMap(path =>
			(path.resolve(readSection) ?? []).flatMap(({path: place, value}) =>
				typeof value === 'number' ? [[place, value] as const] : [],
			),
		),
	);
}
