import {isDeepStrictEqual} from 'node:util';
import {type Config, definition} from '../definition.js';
import {valuesOf} from './section.js';

/** Returns the paths of the settings in which two configurations differ. */
export function changedSettings(before: Config, after: Config): readonly string[] {
	const former = valuesOf(definition, before);
	return [...valuesOf(definition, after)]
		.filter(([path, value]) => !isDeepStrictEqual(value, former.get(path)))
		.map(([path]) => path);
}
