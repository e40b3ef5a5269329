import assert from 'node:assert/strict';
import {test} from 'node:test';
import {wireData} from '../../../source/measurements/sections.js';
import {selectData} from '../../../source/protocol/messages/select-data.js';
import {processOf} from '../../helpers/processes.js';
import {ok, snapshotAt} from '../../helpers/samples.js';

const list = Array.from({length: 30}, (_, index) => processOf(index + 1, {cpuPercent: index}));
const counts = {
	running: 1,
	sleeping: 29,
	stopped: 0,
	zombie: 0,
	threads: 30,
	unreadable: 0,
	blocked: undefined,
	ended: undefined,
};
const whole = wireData(snapshotAt(0, {processes: ok({total: 30, ...counts, list})}));

test('without metrics, all data is selected', () => {
	assert.deepEqual(selectData(whole, undefined, 'full'), whole);
});

test('whole metrics and single fields can be selected', () => {
	const metrics = [
		{name: 'load', field: undefined},
		{name: 'memory', field: 'percentage'},
		{name: 'memory', field: 'used'},
		{name: 'gpu', field: 'count'},
	] as const;
	assert.deepEqual(selectData(whole, metrics, 'full'), {
		load: {load1: 0.42, load5: 0.36, load15: 0.31},
		memory: {percentage: 75, used: 12 * 2 ** 30},
		gpu: null,
	});
});

test('a whole metric includes its single fields', () => {
	const field = {name: 'load', field: 'load1'} as const;
	const all = {name: 'load', field: undefined} as const;
	assert.deepEqual(selectData(whole, [field, all], 'full'), {load: whole.load});
	assert.deepEqual(selectData(whole, [all, field], 'full'), {load: whole.load});
});

test('the compact format omits system and all but the top ten processes', () => {
	const {system, ...rest} = whole;
	assert.ok(system);
	assert.deepEqual(selectData(whole, undefined, 'compact'), {
		...rest,
		processes: {...whole.processes, top: whole.processes?.top?.slice(0, 10)},
	});
	assert.equal(whole.processes?.top?.[0]?.pid, 30);
});
