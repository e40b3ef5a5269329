import {suggestion} from '../support/nearest.js';
import {type MetricPath, pathOfShape} from './metric-path.js';
import {numbers} from './numbers.js';

/** Returns a hint for an error message: the most similar path, otherwise the paths with the same beginning. */
export function pathHint({text, head}: MetricPath): string {
	const paths = [...numbers.keys()].map(pathOfShape);
	const similar = suggestion(text.replace(/\[.+\]/s, ''), paths);
	if (similar !== '') {
		return similar;
	}

	const beginning = (path: string): string => path.replace(/[.[].*/, '');
	const siblings = paths.filter(path => beginning(path) === head);
	return siblings.length > 0
		? `; metrics below ${head} are ${siblings.join(', ')}`
		: `; metrics begin with ${[...new Set(paths.map(beginning))].join(', ')}`;
}
