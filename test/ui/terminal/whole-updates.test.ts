import assert from 'node:assert/strict';
import {test} from 'node:test';
import {setImmediate as turn} from 'node:timers/promises';
import {wholeUpdates} from '../../../source/ui/terminal/whole-updates.js';

const begin = '\u001B[?2026h';
const end = '\u001B[?2026l';

function recorded() {
	const written: (string | Uint8Array)[] = [];
	const updates = wholeUpdates(text => {
		written.push(text);
		return false;
	});
	return {written, updates};
}

test('an update is one write, and its result reports backpressure', () => {
	const {written, updates} = recorded();
	assert.equal(updates.write(begin), true);
	assert.equal(updates.write('one'), true);
	assert.equal(updates.write('two'), true);
	assert.equal(updates.write(end), false);
	assert.deepEqual(written, [`${begin}onetwo${end}`]);
});

test('an empty update is dropped', async () => {
	const {written, updates} = recorded();
	updates.write(begin);
	updates.write(end);
	await turn();
	assert.deepEqual(written, []);
});

test('other output is written at once', () => {
	const {written, updates} = recorded();
	assert.equal(updates.write('one'), false);
	assert.deepEqual(written, ['one']);
});

test('an update that does not end is written as far as it came', async () => {
	const {written, updates} = recorded();
	updates.write(begin);
	updates.write('one');
	await turn();
	assert.deepEqual(written, [`${begin}one`]);
	updates.write(begin);
	updates.write('two');
	updates.flush();
	updates.write(end);
	assert.deepEqual(written, [`${begin}one`, `${begin}two`, end]);
});
