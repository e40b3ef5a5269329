import {suggestion} from '../support/nearest.js';
import type {MetricPath} from './metric-path.js';
import {numbers} from './numbers.js';

/** The likeliest path, else the paths that begin in the same way. */
export function pathHint({text, head}: MetricPath): string {
	const paths = [...numbers.keys()].map(shape => shape.replace('[]', shape.startsWith('network') ? '[*]' : ''));
	const likely = suggestion(text.replace(/\[.+\]/s, ''), paths);
	if (likely !== '') {
		return likely;
	}

	const beginning = (path: string): string => path.replace(/[.[].*/, '');
	const siblings = paths.filter(path => beginning(path) === head);
	return siblings.length > 0
		? `; there are ${siblings.join(', ')}`
		: `; metrics begin with ${[...new Set(paths.map(beginning))].join(', ')}`;
}
