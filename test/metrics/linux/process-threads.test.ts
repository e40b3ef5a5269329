import assert from 'node:assert/strict';
import {performance} from 'node:perf_hooks';
import process from 'node:process';
import {describe, it} from 'node:test';
import {threadReader} from '../../../source/metrics/linux/process-threads.js';
import {type FixtureMachine, fixtureMachine} from '../../helpers/fixture-machine.js';
import {type FixtureProcess, statLine} from './process-fixture.js';

const skip = process.platform === 'linux' ? false : 'there is no /proc';

function writeThread(machine: FixtureMachine, thread: FixtureProcess): void {
	machine.write(`proc/7/task/${thread.pid}/stat`, statLine(thread));
}

describe('threadReader', () => {
	it('measures the usage of each thread since the previous request', () => {
		using machine = fixtureMachine();
		const reader = threadReader(machine, 7);
		writeThread(machine, {pid: 7, name: 'main', userTicks: 900});
		writeThread(machine, {pid: 8, name: 'worker'});
		assert.deepEqual(
			reader.read()?.list.map(({tid, cpuPercent}) => [tid, cpuPercent]),
			[
				[7, undefined],
				[8, undefined],
			],
		);

		writeThread(machine, {pid: 8, name: 'worker', state: 'R', userTicks: 150, systemTicks: 30});
		writeThread(machine, {pid: 9, name: 'new', userTicks: 5});
		machine.advance(2000);
		assert.deepEqual(
			reader.read()?.list.map(({tid, name, state, cpuPercent}) => [tid, name, state, cpuPercent]),
			[
				[8, 'worker', 'R', 90],
				[7, 'main', 'S', 0],
				[9, 'new', 'S', undefined],
			],
		);
	});

	it('does not compare a thread with an earlier one of the same number', () => {
		using machine = fixtureMachine();
		const reader = threadReader(machine, 7);
		writeThread(machine, {pid: 8, userTicks: 10});
		reader.read();
		writeThread(machine, {pid: 8, userTicks: 60, startTicks: 5000});
		machine.advance(1000);
		assert.equal(reader.read()?.list[0]?.cpuPercent, undefined);
	});

	it('reads at most a thousand threads, skips those that end, and knows nothing of an ended process', () => {
		using machine = fixtureMachine();
		assert.equal(threadReader(machine, 7).read(), undefined);
		for (let pid = 7; pid < 1207; pid++) {
			writeThread(machine, {pid});
		}

		const threads = threadReader(machine, 7).read();
		assert.deepEqual([threads?.list.length, threads?.total], [1000, 1200]);
		machine.remove('proc/7/task/7/stat');
		assert.equal(threadReader(machine, 7).read()?.total, 1200);
	});

	it('has all threads of this process', {skip}, () => {
		const here = {root: '', monotonicMs: () => performance.now(), nowMs: () => Date.now()};
		const threads = threadReader(here, process.pid).read();
		assert.ok(threads?.list.some(({tid}) => tid === process.pid));
		assert.ok((threads?.total ?? 0) > 1);
	});
});
