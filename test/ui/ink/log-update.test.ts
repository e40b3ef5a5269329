import assert from 'node:assert/strict';
import {suite, test} from 'node:test';
import headless from '@xterm/headless';
import fc from 'fast-check';
import {inkReplacements} from '../../../source/ui/ink/bundle-plugin.js';
import {bundled} from './bundled.js';
import {cellsAfter} from './terminal-cells.js';
import {simpleCharacter} from './texts.js';

type LogUpdate = ((text: string) => boolean) & {
	isCursorDirty(): boolean;
	willRender(text: string): boolean;
	setCursorPosition(position: {readonly x: number; readonly y: number} | undefined): void;
	clear(): void;
	done(): void;
};

type Output = {
	write(x: number, y: number, text: string, options: {readonly transformers: readonly []}): void;
	get(): {readonly output: string};
};

type Exports = {
	readonly create: (stream: object, options: {readonly incremental: boolean}) => LogUpdate;
	readonly Output: new (size: {readonly width: number; readonly height: number}) => Output;
};

const exportsOf = (modules: readonly [logUpdate: string, output: string]): string =>
	`import logUpdate from '${modules[0]}'; export {default as Output} from '${modules[1]}'; export const {create} = logUpdate;`;

const ours = await bundled<Exports>(exportsOf(['./source/ui/ink/log-update.ts', './source/ui/ink/output.ts']), [
	inkReplacements(),
]);
const ink = './node_modules/ink/build';
const published = await bundled<Exports>(exportsOf([`${ink}/log-update.js`, `${ink}/output.js`]), []);
const {create} = ours;

test('frames that a terminal does not accept are skipped, and the next one holds the changes since the last accepted frame', () => {
	const written: string[] = [];
	const stream = {
		writableNeedDrain: false,
		isTTY: true,
		columns: 20,
		rows: 5,
		write(text: string) {
			written.push(text);
			return true;
		},
	};
	const log = create(stream, {incremental: true});
	assert.equal(log('one\ntwo\nthree\n'), true);
	const first = written.length;

	stream.writableNeedDrain = true;
	for (let count = 0; count < 1000; count++) {
		assert.equal(log.willRender(`one\n${count}\nthree\n`), false);
		assert.equal(log(`one\n${count}\nthree\n`), false);
	}

	assert.equal(written.length, first);
	assert.equal(log.isCursorDirty(), true, 'Ink draws again, although the frame is the one before');

	stream.writableNeedDrain = false;
	assert.equal(log('one\n999\nthree\n'), true);
	assert.equal(log.isCursorDirty(), false);
	const rest = written.slice(first).join('');
	assert.match(rest, /999/);
	assert.doesNotMatch(rest, /one|three/);
	assert.equal(log('one\n999\nthree\n'), false);
});

suite('after a change of the width', () => {
	const frame = `${'a'.repeat(90)}\n${'b'.repeat(40)}\n\n`;
	for (const [columns, reflows, rows] of [
		[80, true, 4],
		[45, true, 4],
		[30, true, 6],
		[120, true, 3],
		[45, false, 3],
	] as const) {
		test(`a frame is erased with all its rows: ${columns} columns, ${reflows ? 'broken' : 'cut'}`, () => {
			const written: string[] = [];
			const stream = {
				isTTY: true,
				columns: 100,
				reflows,
				write(text: string) {
					written.push(text);
					return true;
				},
			};
			const log = create(stream, {incremental: true});
			log(frame);
			const first = written.length;
			stream.columns = columns;
			log('next\n');
			assert.match(written.slice(first).join(''), new RegExp(`^\\u001B\\[${rows}A\\r\\u001B\\[J.*next\n`, 's'));
		});
	}
});

type Step =
	| {readonly kind: 'frame'; readonly rows: readonly string[]}
	| {readonly kind: 'clear' | 'suspend'}
	| {readonly kind: 'cursor'; readonly y: number}
	| {readonly kind: 'columns'; readonly columns: number};

const row = fc.oneof(
	fc.constantFrom('', 'cpu 1%', 'cpu 12%', '\u001B[31mcpu 99%\u001B[39m', 'memory 40%', '日本 1%', 'e\u0301 2%'),
	fc
		.array(fc.tuple(fc.constantFrom('', '31', '42', '1'), fc.string({unit: simpleCharacter, maxLength: 8})), {
			maxLength: 4,
		})
		.map(parts => parts.map(([code, text]) => (code === '' ? text : `\u001B[${code}m${text}\u001B[0m`)).join('')),
);
const frame = fc.record({
	kind: fc.constant('frame' as const),
	rows: fc.oneof({weight: 4, arbitrary: fc.array(row, {minLength: 3, maxLength: 3})}, fc.array(row, {maxLength: 4})),
});
const step: fc.Arbitrary<Step> = fc.oneof(
	{weight: 12, arbitrary: frame},
	fc.record({kind: fc.constantFrom('clear' as const, 'suspend' as const)}),
	fc.record({kind: fc.constant('cursor' as const), y: fc.nat({max: 2})}),
	fc.record({kind: fc.constant('columns' as const), columns: fc.constantFrom(30, 40)}),
);

/** Draws the steps as Ink does, and returns what is written for each. */
function bytesOf({create: createLog, Output}: Exports, steps: readonly Step[], isInline: boolean): readonly string[] {
	const written: string[] = [];
	let position: {readonly x: number; readonly y: number} | undefined;
	const stream = {
		isTTY: true,
		columns: 40,
		write(text: string) {
			written.push(text);
			return true;
		},
	};
	const log = createLog(stream, {incremental: true});
	return steps.map(one => {
		written.length = 0;
		switch (one.kind) {
			case 'frame': {
				const output = new Output({width: 40, height: one.rows.length});
				for (const [y, text] of one.rows.entries()) {
					output.write(0, y, text, {transformers: []});
				}

				log.setCursorPosition(position);
				log(output.get().output + (isInline ? '\n' : ''));
				break;
			}

			case 'clear':
				log.clear();
				break;
			case 'suspend':
				log.clear();
				log.done();
				break;
			case 'cursor':
				position = {x: 2, y: one.y};
				break;
			case 'columns':
				stream.columns = one.columns;
				break;
			default:
				one satisfies never;
		}

		return written.join('');
	});
}

test('a terminal shows the same as with the published Ink, whatever the previous frame was', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(step, {minLength: 2, maxLength: 12}), fc.boolean(), async (steps, isInline) => {
			// An inline frame is erased in another way when the width has changed.
			fc.pre(!isInline || steps.every(({kind}) => kind !== 'columns'));
			const options = {cols: 40, rows: 12, convertEol: true, allowProposedApi: true};
			const ourTerminal = new headless.Terminal(options);
			const terminal = new headless.Terminal(options);
			const expected = bytesOf(published, steps, isInline);
			for (const [index, bytes] of bytesOf(ours, steps, isInline).entries()) {
				const seen = await cellsAfter(ourTerminal, bytes);
				assert.deepEqual(seen, await cellsAfter(terminal, expected[index] ?? ''), `step ${index}`);
				assert.equal(
					ourTerminal.buffer.active.cursorY,
					terminal.buffer.active.cursorY,
					`row of the cursor, step ${index}`,
				);
			}

			ourTerminal.dispose();
			terminal.dispose();
		}),
		{numRuns: 300},
	);
});
