import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import path from 'node:path';
import {suite, test} from 'node:test';
import {Ajv2020} from 'ajv/dist/2020.js';
import {parse} from 'jsonc-parser';
import {definition} from '../../source/config/definition.js';
import {shownFlags} from '../../source/config/help/shown-flags.js';
import {leavesOf} from '../../source/config/model/section.js';
import {commands} from '../../source/config/options/commands.js';
import {keyBindings} from '../../source/ui/input/keys.js';
import {codeBlocks} from '../helpers/code-blocks.js';
import {documents, root, textOf} from './documents.js';

/** The documents for users: those of the package. */
const pages = documents.filter(document => document === 'README.md' || document.startsWith('docs/'));

test('docs/command-line.md lists every flag', () => {
	const text = textOf('docs/command-line.md');
	assert.deepEqual(
		shownFlags().filter(({long}) => !new RegExp(`^ .*${long} `, 'm').test(text)),
		[],
	);
});

test('docs/configuration.md lists every setting', () => {
	const text = textOf('docs/configuration.md');
	assert.deepEqual(
		leavesOf(definition).filter(({path: key}) => !text.includes(`\n| \`${key}\` | `)),
		[],
	);
});

test('docs/keys-and-screen.md lists every action with all its keys', () => {
	const rows = textOf('docs/keys-and-screen.md')
		.split('\n')
		.filter(line => line.startsWith('| `'))
		.map(line => line.split(' | '));
	const missing = keyBindings.filter(({action, keys}) => {
		const row = rows.find(([, , names = '']) => names.split(/[ |]/).includes(`\`${action}\``));
		return !keys.every(key => row?.[0]?.includes(`\`${key}\``));
	});
	assert.deepEqual(
		missing.map(({action}) => action),
		[],
	);
});

const flags = new Set([
	...[...leavesOf(definition), ...leavesOf(commands)].flatMap(({leaf: {flag, switches}}) => [
		...(flag ? [`--${flag.name}`, ...(flag.short ? [`-${flag.short}`] : [])] : []),
		...switches.flatMap(({name, isNegated, short}) => [
			isNegated ? `--no-${name}` : `--${name}`,
			...(short === undefined ? [] : [`-${short}`]),
		]),
	]),
]);

/** Returns the commands of a page that start mon-tui: in blocks of code, and in the text. */
function commandsIn(page: string): readonly string[] {
	const text = textOf(page);
	const inBlocks = [...text.matchAll(/^ *```(?:sh)?\n([\s\S]*?)^ *```/gm)].flatMap(([, code = '']) =>
		code.replaceAll('\\\n', '').split('\n'),
	);
	const inText = [...text.matchAll(/(?<!`)`([^`\n]+)`(?!`)/g)].map(([, code = '']) => code);
	return [...inBlocks, ...inText]
		.map(line => line.trim().replace(/^(?:\$|source <\()\s*/, ''))
		.filter(line => /^mon-tui -/.test(line))
		.map(line => line.replace(/ #.*$/, ''));
}

test('every flag in a command of a document exists', () => {
	const all = pages.flatMap(commandsIn);
	assert.ok(all.length > 40, `${all.length} commands`);
	const unknown = all.filter(command =>
		[...command.replaceAll(/'[^']*'/g, '').matchAll(/(?<= )--?[a-z][a-z-]*/g)].some(([flag]) => !flags.has(flag)),
	);
	assert.deepEqual(unknown, []);
});

test('every npm script that a document names exists', () => {
	const {scripts} = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
		readonly scripts: Readonly<Record<string, string>>;
	};
	const named = documents.flatMap(document => [...textOf(document).matchAll(/npm run ([a-z:]+)/g)]);
	assert.ok(named.length > 10);
	assert.deepEqual(
		named.map(([, name = '']) => name).filter(name => !(name in scripts)),
		[],
	);
});

suite('every configuration in a document follows the schema', () => {
	const schema = JSON.parse(readFileSync(path.join(root, 'schema/config.json'), 'utf8')) as object;
	const validate = new Ajv2020({strict: false, validateFormats: false}).compile(schema);
	const blocks = pages.flatMap(page =>
		codeBlocks(textOf(page).replaceAll(/^ +(?=```)/gm, ''), 'jsonc').map(block => ({page, ...block})),
	);

	test('there are some', () => {
		assert.ok(blocks.length > 5);
	});

	for (const {page, title, number, code} of blocks) {
		test(`${page}, ${title}, block ${number}`, () => {
			assert.ok(validate(parse(code)), JSON.stringify(validate.errors));
		});
	}
});
