import {definition} from '../definition.js';
import {type Given, memberOf, subjectAt, textOf} from '../model/given.js';
import {readSection, type Settings} from '../model/section.js';
import {inspectAll} from '../model/usage-error.js';
import {checkRuleHandlers} from '../options/rule-handlers.js';
import {checkTheme} from '../options/themes.js';
import {parseConfig, type SecretsAt} from './parse-config.js';
import {withNewNames} from './renamed.js';

/** The content of a file, with current names. */
export type WrittenSettings = {readonly content: Given; readonly warnings: readonly string[]};

/** Parses the text of a configuration file. Throws a UsageError that names `file` for invalid JSON. */
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
	// Editors find the JSON Schema by this key. It is not a setting.
	const settings =
		content.kind === 'object' ? {...content, members: content.members.filter(({key}) => key !== '$schema')} : content;
	return {content: settings, warnings};
}

/** Reads the settings in the content of a file. Throws a UsageError with all mistakes. */
export function settingsOf(content: Given | undefined): Settings {
	if (!content) {
		return new Map();
	}

	const [settings] = inspectAll(
		() => readSection(definition, content),
		() => checkRuleHandlers(content),
		() => checkFileTheme(content),
	);
	return settings;
}

/** Parses the text of a configuration file and reads its settings. */
export async function readSettings(text: string, file: string): Promise<Settings> {
	return settingsOf((await parseSettings(text, file))?.content);
}

function checkFileTheme(content: Given): void {
	const theme = textOf(memberOf(content, 'theme')) ?? '';
	const themes = memberOf(content, 'themes');
	const names = themes?.kind === 'object' ? themes.members.map(({key}) => key) : [];
	if (theme !== '') {
		checkTheme(() => subjectAt(content, 'theme'), theme, names);
	}
}
