import {existsSync} from 'node:fs';
import {type Config, definition} from './definition.js';
import {sectionToJson} from './model/section.js';

/** Where the package has it: as far from this file in the sources as in what is built from them. */
const schema = new URL('../../schema/config.json', import.meta.url);

/**
The configuration as a file that gives the same one again, but for the secrets, which are masked. It begins with the place
of the JSON Schema, by which editors complete and check the file.
*/
export function printConfig(config: Config): string {
	const content = sectionToJson(definition, config);
	return JSON.stringify({...(existsSync(schema) && {$schema: schema.href}), ...content}, undefined, 2);
}
