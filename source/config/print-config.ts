import {type Config, definition} from './definition.js';
import {sectionToJson} from './section.js';

/** The configuration as a file that gives the same one again, but for the secrets, which are masked. */
export function printConfig(config: Config): string {
	return JSON.stringify(sectionToJson(definition, config), undefined, 2);
}
