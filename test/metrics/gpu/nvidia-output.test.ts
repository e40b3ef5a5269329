import assert from 'node:assert/strict';
import {test} from 'node:test';
import {nvidiaFields} from '../../../source/metrics/gpu/nvidia-csv.js';
import {csvOutput, type NvidiaOutput, xmlOutput} from '../../../source/metrics/gpu/nvidia-output.js';
import {nvidiaLine} from './nvidia-lines.js';

function csv() {
	let nowMs = 0;
	const output = csvOutput(nvidiaFields, () => nowMs);
	return {
		output,
		advance(ms: number) {
			nowMs += ms;
		},
		line: (index: number, used = 10) =>
			output.take(`${nvidiaLine({index: String(index), 'utilization.gpu': String(used)})}\n`),
	};
}

const seen = (output: NvidiaOutput) => output.gpus()?.map(({id, usedPercent}) => [id, usedPercent]);

test('Nothing is known until the first round is complete', () => {
	const {output, line, advance} = csv();
	line(0);
	assert.equal(output.gpus(), undefined);
	line(1);
	assert.equal(output.gpus(), undefined);
	advance(50);
	assert.deepEqual(seen(output), [
		[0, 10],
		[1, 10],
	]);
});

test('A repeated index ends the first round', () => {
	const {output, line} = csv();
	line(0, 1);
	line(0, 2);
	assert.deepEqual(seen(output), [[0, 2]]);
});

test('No GPU disappears in a slow round', () => {
	const {output, line, advance} = csv();
	for (const index of [0, 1, 2]) {
		line(index, 1);
	}

	line(0, 2);
	advance(1000);
	assert.deepEqual(seen(output), [
		[0, 2],
		[1, 1],
		[2, 1],
	]);
	line(1, 2);
	assert.deepEqual(seen(output), [
		[0, 2],
		[1, 2],
		[2, 1],
	]);
});

test('A GPU without a line in a whole round is removed, and added again later', () => {
	for (const lost of [0, 1]) {
		const {output, line} = csv();
		const kept = 1 - lost;
		line(0);
		line(1);
		line(kept);
		line(kept);
		assert.deepEqual(seen(output), [[kept, 10]]);
		line(0);
		line(1);
		line(0);
		assert.deepEqual(
			output.gpus()?.map(({id}) => id),
			[0, 1],
		);
	}
});

test('Lines are parsed in pieces of any size, with other line ends and blank lines', () => {
	const {output} = csv();
	const text = `\r\n${nvidiaLine()}\r\n\r\n${nvidiaLine({index: '1'})}\r\n${nvidiaLine()}\r\n`;
	assert.equal([...text].filter(character => output.take(character)).length, 3);
	assert.equal(output.gpus()?.length, 2);
});

test('The list stays the same object between two lines', () => {
	const {output, line} = csv();
	line(0);
	line(0);
	assert.equal(output.gpus(), output.gpus());
});

test('The last line that is not a measurement is kept, short and printable', () => {
	const {output} = csv();
	assert.equal(output.lastWords(), '');
	assert.equal(output.take('first\nsecond \x1b[2Jline\n\n'), false);
	assert.equal(output.lastWords(), 'second  [2Jline');
	output.take(`${'x'.repeat(100_000)}`);
	output.take('\n');
	assert.equal(output.lastWords().length, 200);
});

test('A report is used when it is complete', () => {
	const output = xmlOutput();
	const text = '<nvidia_smi_log><gpu id="a"><product_name>First</product_name></gpu></nvidia_smi_log>\n';
	assert.equal(output.take(text.slice(0, 40)), false);
	assert.equal(output.gpus(), undefined);
	assert.equal(output.take(text.slice(40)), true);
	assert.equal(output.gpus()?.[0]?.name, 'First');
	assert.equal(output.take(text.replace('First', 'Second') + text.replace('First', 'Third')), true);
	assert.equal(output.gpus()?.[0]?.name, 'Third');
	assert.equal(output.take('Driver died\n'), false);
	assert.equal(output.lastWords(), 'Driver died');
});
