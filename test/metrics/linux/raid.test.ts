import assert from 'node:assert/strict';
import {test} from 'node:test';
import {UnavailableError} from '../../../source/metrics/collector.js';
import {raidCollector} from '../../../source/metrics/linux/raid.js';
import {collect, fixtureMachine} from '../../helpers/fixture-machine.js';
import {raidArray} from '../../helpers/samples.js';

const file = 'proc/mdstat';
const mirror = (state: string) =>
	`Personalities : [raid1]\nmd0 : active raid1 sdb1[1] sda1[0]\n      1046528 blocks super 1.2 ${state}\n\nunused devices: <none>\n`;

test('arrays are the same object while they stay the same', async () => {
	using machine = fixtureMachine({[file]: mirror('[2/2] [UU]')});
	using collector = raidCollector(machine, 10_000);
	const arrays = await collect(collector);
	assert.deepEqual(arrays, [raidArray('md0')]);
	assert.equal(await collect(collector), arrays);

	machine.write(file, mirror('[2/1] [U_]'));
	assert.deepEqual(await collect(collector), [
		raidArray('md0', {workingDevices: 1, missingDevices: 1, isDegraded: true}),
	]);
});

test('without the driver there is nothing to measure, and a damaged file is a failure', async () => {
	using machine = fixtureMachine();
	using collector = raidCollector(machine, 10_000);
	await assert.rejects(
		async () => collect(collector),
		error => error instanceof UnavailableError && error.state === 'unsupported',
	);

	machine.write(file, 'many disks\n');
	await assert.rejects(async () => collect(collector), /\/proc\/mdstat: expected .*, found "many disks/);
});
