import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {test} from 'node:test';
import fc from 'fast-check';
import {createRecordSplitter} from '../../../source/recording/read/record-splitter.js';

/** The records of a text that comes in pieces of so many bytes; `!` stands for damage. */
function split(text: string, pieceBytes = 1000, isInside = false): readonly string[] {
	const splitter = createRecordSplitter(isInside);
	const bytes = Buffer.from(text);
	const records = [];
	for (let offset = 0; offset < bytes.length; offset += pieceBytes) {
		records.push(...splitter.push(bytes.subarray(offset, offset + pieceBytes), offset));
	}

	return [...records, ...splitter.end()].map(record => record.text ?? '!');
}

const pretty = '{\n\t"a": {\n\t\t"b": []\n\t}\n}';

const rows: ReadonlyArray<readonly [name: string, text: string, expected: readonly string[]]> = [
	['one line per record', '{"a":1}\n{"a":2}\n', ['{"a":1}', '{"a":2}']],
	['nothing', '', []],
	['no line break at the end', '{"a":1}', ['{"a":1}']],
	['line breaks of Windows', '{"a":1}\r\n{"a":2}\r\n', ['{"a":1}', '{"a":2}']],
	['blank lines', '\n{"a":1}\n\n\n{"a":2}\n', ['{"a":1}', '{"a":2}']],
	['indented records', `${pretty}\n${pretty}\n`, [pretty, pretty]],
	['both kinds', `{"a":1}\n${pretty}\n{"a":2}\n`, ['{"a":1}', pretty, '{"a":2}']],
	['a line of something else', '{"a":1}\n<html>\n{"a":2}\n', ['{"a":1}', '!', '{"a":2}']],
	['several such lines, which are one damage', 'x\ny\nz\n{"a":1}\n', ['!', '{"a":1}']],
	['an indented record that breaks off', '{\n\t"a": 1\n{"a":2}\n', ['!', '{"a":2}']],
	['an indented record without its beginning', '\t"a": 1\n}\n{"a":2}\n', ['!', '{"a":2}']],
	['an indented record that is never closed', '{"a":1}\n{\n\t"a": 1\n', ['{"a":1}', '!']],
	['a line that breaks off: the reader of JSON finds out', '{"a":1}\n{"a":', ['{"a":1}', '{"a":']],
	['bytes that are no text', '{"a":1}\n\0\0\0\n{"a":2}\n', ['{"a":1}', '!', '{"a":2}']],
	['characters of several bytes', '{"a":"é€😀"}\n', ['{"a":"é€😀"}']],
];

for (const [name, text, expected] of rows) {
	test(`records: ${name}`, () => {
		assert.deepEqual(split(text), expected);
		for (const pieceBytes of [1, 2, 3, 7]) {
			assert.deepEqual(split(text, pieceBytes), expected, `in pieces of ${pieceBytes}`);
		}
	});
}

test('a record that begins before the start is skipped and does not count as damage', () => {
	assert.deepEqual(split('1}\n{"a":2}\n', 1000, true), ['{"a":2}']);
	assert.deepEqual(split(`\t"x": 1\n}\n${pretty}\n`, 1000, true), [pretty]);
});

test('the offset of a record is where it begins', () => {
	const text = `{"a":"é"}\n\n${pretty}\nx\n{"b":2}\n`;
	const splitter = createRecordSplitter();
	const records = [...splitter.push(Buffer.from(text), 100), ...splitter.end()];
	const bytes = Buffer.from(text);
	assert.deepEqual(
		records.map(({offset, text: found}) => bytes.toString('utf8', offset - 100).startsWith(found ?? 'x')),
		[true, true, true, true],
	);
});

test('an endless line is not kept in memory, and the next records are read', () => {
	const splitter = createRecordSplitter();
	const piece = Buffer.alloc(2 ** 20, '{');
	const before = process.memoryUsage().arrayBuffers;
	for (let index = 0; index < 200; index++) {
		assert.deepEqual(splitter.push(piece, index * piece.length), []);
	}

	assert.ok(process.memoryUsage().arrayBuffers - before < 100 * 2 ** 20);
	assert.deepEqual(
		splitter.push(Buffer.from('\n{"a":1}\n'), 0).map(({text}) => text),
		[undefined, '{"a":1}'],
	);
});

test('damage between records does not affect records', () => {
	const record = fc.record({n: fc.nat(), text: fc.string()});
	const junk = fc.string().filter(text => !/^[{\s]|[\n\r]/.test(text) && text !== '');
	fc.assert(
		fc.property(fc.array(fc.oneof(record, junk)), fc.integer({min: 1, max: 50}), (items, pieceBytes) => {
			const text = items.map(item => `${typeof item === 'string' ? item : JSON.stringify(item)}\n`).join('');
			const found = split(text, pieceBytes).filter(line => line !== '!');
			assert.deepEqual(
				found,
				items.filter(item => typeof item !== 'string').map(item => JSON.stringify(item)),
			);
		}),
	);
});
