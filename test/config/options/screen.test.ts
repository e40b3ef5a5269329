import assert from 'node:assert/strict';
import test from 'node:test';
import {loadConfig} from '../../../source/config/sources/load-config.js';
import {roles} from '../../../source/ui/theme/role.js';
import {themes} from '../../../source/ui/theme/themes.js';

async function load(text: string, argv: readonly string[] = [], env: Readonly<Record<string, string>> = {}) {
	const {config} = await loadConfig({
		argv: ['--config', 'c.json', ...argv],
		env,
		readFile: async () => text,
		homedir: () => '/home/me',
	});
	return config;
}

test('every role of a theme accepts a colour', async () => {
	const own = Object.fromEntries(roles.map(role => [role, '#123456 bold']));
	const config = await load(JSON.stringify({themes: {mine: own}}), ['--theme', 'mine']);
	assert.equal(config.theme, 'mine');
	assert.deepEqual(config.themes.mine, {base: 'default', ...own});
});

test('a theme can be based on any built-in theme', async () => {
	const text = JSON.stringify({themes: Object.fromEntries(Object.keys(themes).map(base => [`my-${base}`, {base}]))});
	const config = await load(text);
	assert.deepEqual(
		Object.values(config.themes).map(({base}) => base),
		Object.keys(themes),
	);
});

const colours =
	'"#rrggbb", a number from 0 to 255, a name such as "red" or "bright-blue", or "none", and after it any of "bold", "dim" and "inverse"';

for (const {title, text, argv = [], env = {}, message} of [
	{
		title: 'a misspelt theme',
		text: '{"theme": "ligth"}',
		message: 'c.json:1:2: theme: there is no theme "ligth"; did you mean "light"?',
	},
	{
		title: 'an unknown theme unlike any other',
		text: '{"themes": {"mine": {}}}',
		argv: ['--theme', 'xyzzy'],
		message:
			'--theme: there is no theme "xyzzy"; available themes: auto, default, light, high-contrast, colour-blind, mono, mine',
	},
	{
		title: "a name of the program's own",
		text: '{"themes": {"mono": {}}}',
		message: 'c.json:1:13: themes.mono is the name of a built-in theme; a custom theme needs another name',
	},
	{
		title: 'an unknown role',
		text: '{"themes": {"mine": {"critcal": "#ff0000"}}}',
		message: 'c.json:1:22: themes.mine.critcal is not a known key; did you mean "critical"?',
	},
	{
		title: 'an invalid colour',
		text: '{"themes": {"mine": {"critical": "reed"}}}',
		message: `c.json:1:34: themes.mine.critical must be ${colours}, not "reed"`,
	},
	{
		title: 'a number beyond the colours of a terminal',
		text: '{"themes": {"mine": {"critical": 256}}}',
		message: `c.json:1:34: themes.mine.critical must be ${colours}, not 256`,
	},
	{
		title: 'a list of colours',
		text: '{"themes": {"mine": {"critical": ["red"]}}}',
		message: `c.json:1:34: themes.mine.critical must be ${colours}, not a list`,
	},
	{
		title: 'a name with control characters',
		text: '{"themes": {"\\u001b[2J": {}}}',
		message:
			'c.json:1:13: themes["\\u001b[2J"]: a theme name must consist of up to 32 letters, digits, dots, dashes and underscores',
	},
	{
		title: 'an unknown theme in a variable',
		text: '{}',
		env: {MON_TUI_THEME: 'mine'},
		message:
			'MON_TUI_THEME: there is no theme "mine"; available themes: auto, default, light, high-contrast, colour-blind, mono',
	},
	{
		title: 'an unknown base',
		text: '{"themes": {"mine": {"base": "dark"}}}',
		message:
			'c.json:1:30: themes.mine.base must be one of "default", "light", "high-contrast", "colour-blind", "mono", not "dark"',
	},
]) {
	test(`${title} is refused`, async () => {
		await assert.rejects(load(text, argv, env), {name: 'UsageError', message});
	});
}
