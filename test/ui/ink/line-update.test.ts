import assert from 'node:assert/strict';
import {before, describe, it} from 'node:test';
import headless from '@xterm/headless';
import fc from 'fast-check';
import {inkReplacements} from '../../../source/ui/ink/bundle-plugin.js';
import {bundled} from './bundled.js';
import {cellsAfter} from './terminal-cells.js';
import {simpleCharacter, strangeCharacter} from './texts.js';

type LineUpdate = (previous: string, next: string, columns: number | undefined) => string;

const columns = 20;

const style = fc.constantFrom(
	['', ''],
	['', ''],
	['\u001B[31m', '\u001B[39m'],
	['\u001B[38;5;208m', '\u001B[39m'],
	['\u001B[42m', '\u001B[49m'],
	['\u001B[1m\u001B[34m', '\u001B[39m\u001B[22m'],
	['\u001B[2m', '\u001B[22m'],
	['\u001B[7m', '\u001B[27m'],
	['\u001B[4m\u001B[48;2;1;20;255m', '\u001B[49m\u001B[24m'],
);

type Cell = readonly [character: string, style: readonly string[]];

const cell: fc.Arbitrary<Cell> = fc.tuple(simpleCharacter, style) as fc.Arbitrary<Cell>;
const cells = fc.oneof(fc.array(cell, {maxLength: columns}), fc.array(cell, {minLength: columns, maxLength: columns}));

/** A row and a changed version of it: some cells changed, some at the end removed or added. */
const change = fc
	.tuple(cells, fc.array(fc.tuple(fc.nat({max: columns - 1}), cell), {maxLength: 6}), fc.option(cells, {freq: 4}))
	.map(([previous, changes, other]): readonly [string, string] => {
		const next = [...previous];
		for (const [index, changed] of changes) {
			if (index < next.length) {
				next[index] = changed;
			}
		}

		return [row(previous), row(other ?? next)];
	});

/** Returns a row as a frame holds it: blanks without a style at the end are cut. */
function row(list: readonly Cell[]): string {
	return list
		.map(([character, [open = '', close = '']]) => open + character + close)
		.join('')
		.trimEnd();
}

/** Returns every cell after these bytes, and the style of the next character. */
async function screen(bytes: string): Promise<readonly string[]> {
	const terminal = new headless.Terminal({cols: columns, rows: 3, allowProposedApi: true});
	const cells = await cellsAfter(terminal, `${bytes}\r\nx`);
	terminal.dispose();
	return cells;
}

describe('line-update in the bundle', () => {
	let ours: LineUpdate;
	let original: LineUpdate;

	before(async () => {
		({ours, original} = await bundled<{ours: LineUpdate; original: LineUpdate}>(
			`export {default as ours} from './source/ui/ink/line-update.ts';
			export {default as original} from 'original:./line-update.js';`,
			[inkReplacements()],
		));
	});

	it('writes only the cells that changed', () => {
		assert.equal(ours('CPU  25 %  load 0.42', 'CPU  31 %  load 0.42', columns), '\u001B[6G31');
	});

	it('opens and closes the style of what it writes', () => {
		assert.equal(
			ours('\u001B[31mCPU   5 %\u001B[39m  load 0.42', '\u001B[31mCPU  15 %\u001B[39m  load 0.42', columns),
			'\u001B[6G\u001B[31m1\u001B[39m',
		);
	});

	it('writes a short unchanged range rather than moving over it', () => {
		assert.equal(ours('| 12345 |          |', '| 92395 |          |', columns), '\u001B[3G9239');
	});

	it('moves over a longer one, relatively where that takes fewer bytes', () => {
		assert.equal(ours('1 unchanged 1', '2 unchanged 2', columns), '\u001B[1G2\u001B[13G2');
		assert.equal(ours('1 same 1', '2 same 2', columns), '\u001B[1G2\u001B[6C2');
		assert.equal(ours('1██1', '2██2', columns), '\u001B[1G2\u001B[2C2');
	});

	it('writes the parts of one colour together when the colour takes more bytes than the movements', () => {
		const part = (colour: string, value: string): string => `\u001B[${colour}m${value}\u001B[39m`;
		const colour = '38;2;148;162;184';
		assert.equal(
			ours('aaaaaa', part(colour, 'bb') + part('31', 'bb') + part(colour, 'bb'), columns),
			`\u001B[1G\u001B[${colour}mbb\u001B[2Cbb\u001B[3G\u001B[31mbb\u001B[39m`,
		);
		assert.equal(
			ours('aaaaaa', part('32', 'bb') + part('31', 'bb') + part('32', 'bb'), columns),
			'\u001B[1G\u001B[32mbb\u001B[31mbb\u001B[32mbb\u001B[39m',
		);
	});

	it('erases the rest of a longer row', () => {
		assert.equal(ours('one two three', 'one', columns), '\u001B[4G\u001B[K');
	});

	it('leaves a row with wide characters, and one too long for the terminal, to Ink', () => {
		for (const [previous, next] of [
			['日本 25 %', '日本 31 %'],
			['a'.repeat(columns + 1), `${'a'.repeat(columns)}b`],
		] as const) {
			assert.equal(ours(previous, next, columns), original(previous, next, columns));
		}

		assert.equal(ours('a b', 'a c', undefined), original('a b', 'a c', undefined));
	});

	it('leaves the terminal as if the row had been written whole', async () => {
		let bytes = 0;
		let originalBytes = 0;
		await fc.assert(
			fc.asyncProperty(change, async ([previous, next]) => {
				const update = ours(previous, next, columns);
				bytes += Buffer.byteLength(update);
				originalBytes += Buffer.byteLength(original(previous, next, columns));
				assert.deepEqual(await screen(previous + update), await screen(next));
			}),
			{numRuns: 400},
		);
		console.log(`# ${bytes} bytes for 400 random changes; Ink's own line-update: ${originalBytes}`);
	});

	it('agrees with the original on rows that are not simple', () => {
		const strange = fc
			.array(fc.oneof(simpleCharacter, strangeCharacter), {maxLength: 10})
			.map(parts => `日${parts.join('')}`);
		fc.assert(
			fc.property(strange, strange, (previous, next) =>
				assert.equal(ours(previous, next, columns), original(previous, next, columns)),
			),
		);
	});
});
