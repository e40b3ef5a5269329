import {definition} from './definition.js';
import type {Json} from './given.js';
import {sectionSchema} from './section.js';

/** JSON Schema (draft 2020-12) of the configuration file, for editors. */
export function configSchema(): {readonly [keyword: string]: Json} {
	const {properties, ...rest} = sectionSchema(definition);
	return {
		$schema: 'https://json-schema.org/draft/2020-12/schema',
		title: 'Configuration of mon-tui',
		...rest,
		properties: {$schema: {type: 'string'}, ...properties},
	};
}
