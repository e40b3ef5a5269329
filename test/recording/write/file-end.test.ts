import assert from 'node:assert/strict';
import {readFileSync, writeFileSync} from 'node:fs';
import {test} from 'node:test';
import {gunzipSync} from 'node:zlib';
import {gzipMember} from '../../../source/recording/format/gzip-member.js';
import {appendRecord} from '../../../source/recording/write/append-record.js';
import {temporaryDirectory} from '../../helpers/temporary-directory.js';

const options = {maxFileBytes: undefined, knownBytes: undefined};

const line = (n: number): string => `{"n":${n},"list":[{"a":"}\\n{"}]}\n`;

const indented = (n: number): string => `${JSON.stringify({n, list: [{a: '}\n{'}]}, undefined, '\t')}\n`;

const kinds: ReadonlyArray<readonly [name: string, isCompressed: boolean, record: (n: number) => Promise<Buffer>]> = [
	['a line', false, async n => Buffer.from(line(n))],
	['an indented record', false, async n => Buffer.from(indented(n))],
	['a member', true, async n => gzipMember(Buffer.from(line(n)))],
];

for (const [name, isCompressed, record] of kinds) {
	test(`${name} cut off at any byte is removed, and the next record is complete`, async () => {
		using directory = temporaryDirectory();
		const file = directory.file('f');
		const [first, second, third] = await Promise.all([record(1), record(2), record(3)]);
		for (let cut = 0; cut <= second.length; cut++) {
			writeFileSync(file, Buffer.concat([first, second.subarray(0, cut)]));
			await appendRecord(file, third, {...options, isCompressed});
			// Of a text, the last byte is but the line break.
			const isWhole = cut >= second.length - (isCompressed ? 0 : 1);
			const expected = Buffer.concat(isWhole ? [first, second, third] : [first, third]);
			assert.deepEqual(readFileSync(file), expected, `cut at ${cut} of ${second.length}`);
		}
	});

	test(`${name} cut off at the start of a file is removed`, async () => {
		using directory = temporaryDirectory();
		const file = directory.file('f');
		const [first, second] = await Promise.all([record(1), record(2)]);
		for (let cut = 0; cut < first.length - 1; cut++) {
			writeFileSync(file, first.subarray(0, cut));
			await appendRecord(file, second, {...options, isCompressed});
			assert.deepEqual(readFileSync(file), second, `cut at ${cut} of ${first.length}`);
		}
	});
}

test('a record longer than one read is checked completely', async () => {
	using directory = temporaryDirectory();
	const file = directory.file('f');
	const long = Buffer.from(`{"text":"${'x'.repeat(300_000)}"}\n`);
	const next = Buffer.from(line(2));
	writeFileSync(file, Buffer.concat([next, long]));
	await appendRecord(file, next, {...options, isCompressed: false});
	assert.deepEqual(readFileSync(file), Buffer.concat([next, long, next]));
	writeFileSync(file, Buffer.concat([next, long.subarray(0, 250_000)]));
	await appendRecord(file, next, {...options, isCompressed: false});
	assert.deepEqual(readFileSync(file), Buffer.concat([next, next]));
});

const foreign: ReadonlyArray<readonly [name: string, isCompressed: boolean, content: () => Promise<Buffer>]> = [
	['text of another kind', false, async () => Buffer.from('hello\n')],
	['something behind the last record', false, async () => Buffer.from(`${line(1)}hello\n`)],
	['zeros, as a loss of power leaves them', false, async () => Buffer.concat([Buffer.from(line(1)), Buffer.alloc(9)])],
	['an indented record and more', false, async () => Buffer.from(`${indented(1)}hello\n`)],
	['no gzip at all', true, async () => Buffer.from('hello')],
	[
		'a member and more',
		true,
		async () => Buffer.concat([await gzipMember(Buffer.from(line(1))), Buffer.from('hello')]),
	],
	[
		'a damaged member',
		true,
		async () => {
			const member = await gzipMember(Buffer.from(line(1)));
			member.writeUInt8(member.readUInt8(member.length - 5) ^ 1, member.length - 5);
			return member;
		},
	],
];

for (const [name, isCompressed, content] of foreign) {
	test(`a file with ${name} is not changed`, async () => {
		using directory = temporaryDirectory();
		const file = directory.file('f');
		const bytes = await content();
		writeFileSync(file, bytes);
		const record = Buffer.from(line(2));
		assert.deepEqual(await appendRecord(file, record, {...options, isCompressed}), {
			state: 'foreign',
			reason: 'it does not end with a complete record',
		});
		assert.deepEqual(readFileSync(file), bytes);
	});
}

test('gzip reads a repaired file', async () => {
	using directory = temporaryDirectory();
	const file = directory.file('f');
	const [first, second] = await Promise.all([gzipMember(Buffer.from(line(1))), gzipMember(Buffer.from(line(2)))]);
	writeFileSync(file, Buffer.concat([first, second.subarray(0, 15)]));
	await appendRecord(file, second, {...options, isCompressed: true});
	assert.equal(gunzipSync(readFileSync(file)).toString(), line(1) + line(2));
});
