import assert from 'node:assert/strict';
import {before, describe, it} from 'node:test';
import headless from '@xterm/headless';
import fc from 'fast-check';
import {inkReplacements} from '../../../source/ui/ink/bundle-plugin.js';
import {bundled} from './bundled.js';
import {cellsAfter} from './terminal-cells.js';

const size = {cols: 12, rows: 5};

/** Parts of what Ink writes: styled text, movements, erasures, line feeds. */
const part = fc.oneof(
	fc.constantFrom(
		'a',
		'bc',
		'd e',
		' ',
		'   ',
		'█',
		'\n',
		'\u001B[E',
		'\u001B[E\u001B[E',
		'\u001B[4G',
		'\u001B[2A',
		'\u001B[K',
		'\u001B[J',
	),
	fc.constantFrom(
		'\u001B[31mred\u001B[39m',
		'\u001B[38;2;1;2;3mx\u001B[39m',
		'\u001B[44mblue\u001B[49m',
		'\u001B[1m\u001B[31mbold\u001B[39m\u001B[22m',
		'\u001B[7minverse\u001B[27m',
		'\u001B[2mdim\u001B[22m',
		'\u001B[4m \u001B[24m',
		'\u001B[9m \u001B[29m',
		'\u001B[42m \u001B[49m',
		'\u001B[32m \u001B[39m',
	),
);

describe('shorten in the bundle', () => {
	let shorten: (output: string) => string;

	before(async () => {
		({shorten} = await bundled<{shorten: typeof shorten}>("export * from './source/ui/ink/shorten.ts'", [
			inkReplacements(),
		]));
	});

	it('passes unchanged rows in one movement', () => {
		assert.equal(shorten('a\u001B[E\u001B[E\u001B[Eb'), 'a\u001B[3Eb');
	});

	it('keeps a style that the next text has, too', () => {
		assert.equal(shorten('\u001B[31ma\u001B[39m\u001B[9G\u001B[31mb\u001B[39m'), '\u001B[31ma\u001B[9Gb\u001B[39m');
	});

	it('writes blanks in any colour, but not in one that shows', () => {
		assert.equal(
			shorten('\u001B[31ma\u001B[39m \u001B[31mb\u001B[39m \u001B[32mc\u001B[39m'),
			'\u001B[31ma b \u001B[32mc\u001B[39m',
		);
		for (const [on, off] of [
			['44', '49'],
			['7', '27'],
			['4', '24'],
			['9', '29'],
			['48;5;1', '49'],
		]) {
			const output = `\u001B[${on}ma\u001B[${off}m \u001B[${on}mb\u001B[${off}m`;
			assert.equal(shorten(output), output);
		}
	});

	it('returns other sequences as they are', () => {
		for (const output of ['\u001B]0;title\u0007\u001B[E\u001B[E', '\u001B7a\u001B8']) {
			assert.equal(shorten(output), output);
		}
	});

	it('leaves the same cells and the same style', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(part, {maxLength: 30}), async parts => {
				const output = parts.join('');
				const short = shorten(output);
				assert.ok(short.length <= output.length);
				const screen = async (bytes: string): Promise<readonly string[]> => {
					const terminal = new headless.Terminal({...size, convertEol: true, allowProposedApi: true});
					const cells = await cellsAfter(terminal, `start\r\n\n${bytes}x`);
					terminal.dispose();
					return cells;
				};
				assert.deepEqual(await screen(short), await screen(output));
			}),
			{numRuns: 500},
		);
	});
});
