import {definition} from '../definition.js';
import {type Given, memberOf, subjectAt, textOf} from '../model/given.js';
import {readSection, type Settings} from '../model/section.js';
import {inspectAll} from '../model/usage-error.js';
import {checkRuleHandlers} from '../options/rule-handlers.js';
import {checkTheme} from '../options/themes.js';
import {parseConfig, type SecretsAt} from './parse-config.js';
import {withNewNames} from './renamed.js';

/** What a file holds, by the names of now. */
export type WrittenSettings = {readonly content: Given; readonly warnings: readonly string[]};

/** What is written in the text of a configuration file. Throws a UsageError, with `file` in it, when it is no JSON. */
export async function parseSettings(
	text: string,
	file: string,
	secretsAt?: SecretsAt,
): Promise<WrittenSettings | undefined> {
	const parsed = await parseConfig(text, file, secretsAt);
	if (!parsed) {
		return undefined;
	}

	const {value: content, warnings} = withNewNames(parsed);
	// Editors find the JSON Schema by this key; it sets nothing.
	const settings =
		content.kind === 'object' ? {...content, members: content.members.filter(({key}) => key !== '$schema')} : content;
	return {content: settings, warnings};
}

/** What it sets. Throws a UsageError for all that is wrong. */
export function settingsOf(content: Given | undefined): Settings {
	if (!content) {
		return new Map();
	}

	const [settings] = inspectAll(
		() => readSection(definition, content),
		() => checkRuleHandlers(content),
		() => checkOwnTheme(content),
	);
	return settings;
}

/** Both at once. */
export async function readSettings(text: string, file: string): Promise<Settings> {
	return settingsOf((await parseSettings(text, file))?.content);
}

function checkOwnTheme(content: Given): void {
	const theme = textOf(memberOf(content, 'theme')) ?? '';
	const themes = memberOf(content, 'themes');
	const names = themes?.kind === 'object' ? themes.members.map(({key}) => key) : [];
	if (theme !== '') {
		checkTheme(() => subjectAt(content, 'theme'), theme, names);
	}
}
