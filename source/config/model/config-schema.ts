import {definition} from '../definition.js';
import {sectionSchema} from './section.js';

/** Returns the JSON Schema (draft 2020-12) of the configuration file. It is shipped as `schema/config.json`. */
export function configSchema(): {readonly [keyword: string]: unknown} {
	const {properties, ...rest} = sectionSchema(definition);
	return {
		$schema: 'https://json-schema.org/draft/2020-12/schema',
		title: 'Configuration of mon-tui',
		...rest,
		properties: {$schema: {type: 'string'}, ...properties},
	};
}
