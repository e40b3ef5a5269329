import {isDeepStrictEqual} from 'node:util';
import {type Config, definition} from '../definition.js';
import {valuesOf} from './section.js';

/** The settings in which two configurations differ, by the paths of their keys. */
export function changedSettings(before: Config, after: Config): readonly string[] {
	const former = valuesOf(definition, before);
	return [...valuesOf(definition, after)]
		.filter(([path, value]) => !isDeepStrictEqual(value, former.get(path)))
		.map(([path]) => path);
}
