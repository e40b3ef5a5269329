import assert from 'node:assert/strict';
import {existsSync, readFileSync} from 'node:fs';
import {test} from 'node:test';
import {alertProgram} from '../helpers/alert-program.js';
import {eventually} from '../helpers/eventually.js';
import {temporaryDirectory} from '../helpers/temporary-directory.js';

type Line = {readonly event: string; readonly rule: string};

/** Returns the complete lines. */
function linesOf(file: string): readonly string[] {
	return existsSync(file)
		? readFileSync(file, 'utf8')
				.split('\n')
				.slice(0, -1)
				.map(line => JSON.parse(line))
				.map(({event, rule}: Line) => `${event} ${rule}`)
		: [];
}

test('a rule notifies the handlers that it names, or all if it names none', async () => {
	using directory = temporaryDirectory();
	const [ops, night, off] = ['ops', 'night', 'off'].map(name => directory.file(`${name}.log`)) as [
		string,
		string,
		string,
	];
	const metric = 'memory.percentage';
	await using program = alertProgram({
		rules: [
			{name: 'for ops', metric, warning: 80, handlers: ['ops']},
			{name: 'for two', metric, warning: 80, handlers: ['night', 'off']},
			{name: 'for all', metric, warning: 80},
		],
		handlers: [
			{type: 'file', name: 'ops', path: ops},
			{type: 'file', name: 'night', path: night},
			{type: 'file', name: 'off', path: off, enabled: false},
		],
	});
	program.machine.use(85);
	program.start();
	await eventually('both are notified', () => linesOf(ops).length === 2 && linesOf(night).length === 2);
	program.machine.use(50);
	await eventually('both are notified of the end', () => linesOf(ops).length === 4 && linesOf(night).length === 4);
	assert.deepEqual(linesOf(ops), ['raised for ops', 'raised for all', 'cleared for ops', 'cleared for all']);
	assert.deepEqual(linesOf(night), ['raised for two', 'raised for all', 'cleared for two', 'cleared for all']);
	assert.deepEqual(linesOf(off), []);
});
