import assert from 'node:assert/strict';
import {it} from 'node:test';
import {threadsOfOne} from '../../source/run/threads-of-one.js';
import {fixtureMachine} from '../helpers/fixture-machine.js';
import {processOf} from '../helpers/processes.js';
import {statLine} from '../metrics/linux/process-fixture.js';

it('reads the threads once per sample, and those of another process at once', () => {
	using machine = fixtureMachine();
	const threads = threadsOfOne(machine);
	const names = (pid: number, atMs: number) => threads(processOf(pid), atMs)?.list.map(({name}) => name);
	machine.write('proc/7/task/7/stat', statLine({pid: 7, name: 'main'}));
	assert.deepEqual(names(7, 1000), ['main']);
	machine.write('proc/7/task/8/stat', statLine({pid: 8, name: 'worker'}));
	assert.deepEqual(names(7, 1000), ['main']);
	assert.deepEqual(names(7, 2000), ['main', 'worker']);
	machine.write('proc/9/task/9/stat', statLine({pid: 9, name: 'other'}));
	assert.deepEqual(names(9, 2000), ['other']);
	assert.equal(names(10, 2000), undefined);
});
