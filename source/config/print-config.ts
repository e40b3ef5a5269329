import {existsSync} from 'node:fs';
import {type Config, definition} from './definition.js';
import {sectionToJson} from './model/section.js';

/** The JSON Schema in the package. The relative path is the same in the sources and in the build. */
const schema = new URL('../../schema/config.json', import.meta.url);

/**
Returns the configuration as the text of a configuration file, with secrets masked. It begins with the location of the
JSON Schema, with which editors complete and validate the file.
*/
export function printConfig(config: Config): string {
	const content = sectionToJson(definition, config);
	return JSON.stringify({...(existsSync(schema) && {$schema: schema.href}), ...content}, undefined, 2);
}
