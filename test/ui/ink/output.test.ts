import assert from 'node:assert/strict';
import {before, describe, it} from 'node:test';
import fc from 'fast-check';
import {inkReplacements} from '../../../source/ui/ink/bundle-plugin.js';
import {bundled} from './bundled.js';
import {anyText, simpleLine} from './texts.js';

type Transformer = (line: string, index: number) => string;
type Clip = {x1: number | undefined; x2: number | undefined; y1: number | undefined; y2: number | undefined};
type Output = {
	write(x: number, y: number, text: string, options: {transformers: readonly Transformer[]}): void;
	clip(clip: Clip): void;
	unclip(): void;
	get(): {output: string; height: number};
};
type OutputClass = new (size: {width: number; height: number}) => Output;

type Write = {
	readonly x: number;
	readonly y: number;
	readonly text: string;
	readonly transformers: readonly Transformer[];
};
type Operation = Write | Clip | 'unclip';
type Frame = {readonly width: number; readonly height: number; readonly operations: readonly Operation[]};

const transformer: fc.Arbitrary<Transformer> = fc.constantFrom<Transformer>(
	line => line,
	line => `\u001B[31m${line.replaceAll('\u001B[39m', '\u001B[39m\u001B[31m')}\u001B[39m`,
	line => `\u001B[1m${line}\u001B[22m`,
	(line, index) => `${index}${line}`,
	line => line.toUpperCase(),
	() => '',
	() => '日\n本',
	line => `${line}\u001B[7m`,
);

const simpleText = fc.array(simpleLine, {maxLength: 6}).map(lines => lines.join('\n'));

const write: fc.Arbitrary<Write> = fc.record({
	x: fc.integer({min: -4, max: 44}),
	y: fc.integer({min: -3, max: 12}),
	text: fc.oneof(simpleText, anyText),
	transformers: fc.array(transformer, {maxLength: 2}),
});

const bound = fc.integer({min: -5, max: 45});
const clip: fc.Arbitrary<Clip> = fc
	.record({x1: bound, x2: bound, y1: bound, y2: bound, axes: fc.constantFrom('x', 'y', 'xy')})
	.map(({x1, x2, y1, y2, axes}) => ({
		x1: axes.includes('x') ? x1 : undefined,
		x2: axes.includes('x') ? x2 : undefined,
		y1: axes.includes('y') ? y1 : undefined,
		y2: axes.includes('y') ? y2 : undefined,
	}));

const frame: fc.Arbitrary<Frame> = fc.record({
	width: fc.constantFrom(40, 40, 40, 25, 0),
	height: fc.constantFrom(10, 10, 10, 4, 0),
	operations: fc.array(fc.oneof({weight: 6, arbitrary: write}, clip, fc.constant<Operation>('unclip')), {maxLength: 8}),
});

/** Frames that differ from the previous one in some of their writes. */
const frames: fc.Arbitrary<readonly Frame[]> = fc
	.tuple(frame, fc.array(fc.tuple(fc.nat(), write), {maxLength: 4}), frame)
	.map(([first, changes, last]) => {
		const operations = [...first.operations];
		for (const [index, operation] of changes) {
			operations.splice(index % (operations.length + 1), index % 2, operation);
		}

		return [first, {...first, operations}, first, last];
	});

function draw(Output: OutputClass, {width, height, operations}: Frame): {output: string; height: number} {
	const output = new Output({width, height});
	for (const operation of operations) {
		if (operation === 'unclip') {
			output.unclip();
		} else if ('text' in operation) {
			output.write(operation.x, operation.y, operation.text, operation);
		} else {
			output.clip(operation);
		}
	}

	return output.get();
}

describe('output in the bundle', () => {
	let Ours: OutputClass;
	let Original: OutputClass;

	before(async () => {
		({Ours, Original} = await bundled<{Ours: OutputClass; Original: OutputClass}>(
			`export {default as Ours} from './source/ui/ink/output.ts';
			export {default as Original} from 'original:./output.js';`,
			[inkReplacements()],
		));
	});

	it('draws panels side by side', () => {
		const plain = {transformers: []};
		const output = new Ours({width: 12, height: 3});
		output.write(6, 0, '\u001B[31m│b │\u001B[0m\n│\u001B[1;32m█\u001B[0m │', plain);
		output.write(0, 0, '│a │\n│░ │\n╰──╯', plain);
		assert.deepEqual(output.get(), {
			output: '│a │  \u001B[31m│b │\u001B[39m\n│░ │  │\u001B[1m\u001B[32m█\u001B[39m\u001B[22m │\n╰──╯',
			height: 3,
		});
	});

	it('returns the original frame, byte for byte, whatever the previous frame was', () => {
		fc.assert(
			fc.property(frames, list => {
				for (const next of list) {
					assert.deepEqual(draw(Ours, next), draw(Original, next));
				}
			}),
			{numRuns: 500},
		);
	});
});
