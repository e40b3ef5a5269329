import {definition} from './definition.js';
import type {Given} from './given.js';
import {parseConfig} from './parse-config.js';
import {checkRuleHandlers} from './rule-handlers.js';
import {assemble, readSection, type Settings} from './section.js';

/** What the text of a configuration file sets. Throws a UsageError, with `file` in it, for the first thing that is wrong. */
export async function readSettings(text: string, file: string): Promise<Settings> {
	const content = await parseConfig(text, file);
	if (!content) {
		return new Map();
	}

	const settings = readSection(definition, withoutSchema(content));
	checkRuleHandlers(content, assemble(definition, settings).alerts.handlers);
	return settings;
}

/** Editors find the JSON Schema by this key; it sets nothing. */
function withoutSchema(content: Given): Given {
	return content.kind === 'object'
		? {...content, members: content.members.filter(({key}) => key !== '$schema')}
		: content;
}
