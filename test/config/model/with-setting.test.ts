import assert from 'node:assert/strict';
import test, {describe, it} from 'node:test';
import fc from 'fast-check';
import {parse} from 'jsonc-parser';
import {withSetting} from '../../../source/config/model/with-setting.js';

const wanted = '"theme": "light"';

describe('a setting that is new stands behind the last one', () => {
	for (const [title, before, after] of [
		['in an empty file', '', `{\n\t${wanted}\n}\n`],
		['below a comment that is alone', '// mine\n', `// mine\n{\n\t${wanted}\n}\n`],
		['in empty braces', '{}', `{\n\t${wanted}\n}`],
		['in braces with a comment', '{\n\t// mine\n}\n', `{\n\t// mine\n\t${wanted}\n}\n`],
		['on one line', '{"a": 1}', `{"a": 1, ${wanted}}`],
		['on one line that ends in a comma', '{"a": 1,}', `{"a": 1, ${wanted},}`],
		['on a line of its own, indented like it', '{\n  "a": {"b": 1}\n}\n', `{\n  "a": {"b": 1},\n  ${wanted}\n}\n`],
		['below the comment that belongs to it', '{\n\t"a": 1 // often\n}\n', `{\n\t"a": 1, // often\n\t${wanted}\n}\n`],
		[
			'before comments that follow',
			'{\n\t"a": 1, // often\n\t// "b": 2\n}\n',
			`{\n\t"a": 1, // often\n\t${wanted},\n\t// "b": 2\n}\n`,
		],
		['with the ends of lines that the file has', '{\r\n "a": 1\r\n}', `{\r\n "a": 1,\r\n ${wanted}\r\n}`],
		['behind a comma on the next line', '{\n\t"a": 1\n\t,\n}', `{\n\t"a": 1\n\t,\n\t${wanted},\n}`],
		['behind braces that hold the same key', '{"keys": {"theme": "x"}}', `{"keys": {"theme": "x"}, ${wanted}}`],
	] as const) {
		it(title, async () => {
			assert.equal(await withSetting(before, 'theme', 'light'), after);
		});
	}
});

test('an existing setting is replaced in place', async () => {
	assert.equal(
		await withSetting('{\n\t"hide": [\n\t\t"cpu" // why\n\t], // all\n\t"a": 1\n}', 'hide', ['gpu', 'limits']),
		'{\n\t"hide": ["gpu", "limits"], // all\n\t"a": 1\n}',
	);
});

test('the setting is added to any file, and the rest of the file is unchanged', async () => {
	const blank = fc.constantFrom('', ' ', '\n', '\r\n\t', ' /* "x": 1, } */ ', ' // , {\n');
	const member = fc.tuple(fc.constantFrom('a', 'b', 'theme'), fc.constantFrom('1', '"}"', '[1, 2]', '{"c": "{,"}'));
	const text = fc
		.tuple(
			fc.uniqueArray(member, {selector: ([key]) => key}),
			fc.boolean(),
			fc.array(blank, {minLength: 20, maxLength: 20}),
		)
		.map(([members, hasComma, blanks]) => {
			const gap = (index: number): string => blanks[index % blanks.length] ?? '';
			const inner = members.map(
				([key, value], at) => `${gap(at * 4)}"${key}"${gap(at * 4 + 1)}:${value}${gap(at * 4 + 2)}`,
			);
			const end = hasComma && members.length > 0 ? `,${gap(17)}` : '';
			return `${gap(18)}{${inner.join(',')}${end}${gap(16)}}${gap(19)}`;
		});
	await fc.assert(
		fc.asyncProperty(text, async before => {
			const after = await withSetting(before, 'theme', 'light');
			assert.deepEqual(parse(after, [], {allowTrailingComma: true}), {
				...parse(before, [], {allowTrailingComma: true}),
				theme: 'light',
			});
			const comments = (source: string): unknown => source.match(/\/\*.*?\*\/|\/\/.*$/gm);
			assert.deepEqual(comments(after), comments(before));
		}),
	);
});
