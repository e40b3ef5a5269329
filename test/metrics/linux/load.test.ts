import assert from 'node:assert/strict';
import {test} from 'node:test';
import {loadCollector} from '../../../source/metrics/linux/load.js';
import {collect, fixtureMachine} from '../../helpers/fixture-machine.js';

test('load averages keep their identity while unchanged', async () => {
	using machine = fixtureMachine({'proc/loadavg': '0.50 0.40 0.30 1/100 5000\n'});
	using collector = loadCollector(machine, 500);
	const load = await collect(collector);
	assert.deepEqual(load, {load1: 0.5, load5: 0.4, load15: 0.3});

	// Another process was started; no average moved.
	machine.write('proc/loadavg', '0.50 0.40 0.30 2/101 5001\n');
	assert.equal(await collect(collector), load);
	machine.write('proc/loadavg', '0.51 0.40 0.30 2/101 5001\n');
	assert.deepEqual(await collect(collector), {load1: 0.51, load5: 0.4, load15: 0.3});
});

test('an unreadable file is a failure that names it', async () => {
	using machine = fixtureMachine({'proc/loadavg': ''});
	using collector = loadCollector(machine, 500);
	await assert.rejects(async () => collect(collector), /\/proc\/loadavg/);
});
