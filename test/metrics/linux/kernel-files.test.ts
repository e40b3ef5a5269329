import assert from 'node:assert/strict';
import {test} from 'node:test';
import {kernelFilesCollector} from '../../../source/metrics/linux/kernel-files.js';
import {collect, fixtureMachine} from '../../helpers/fixture-machine.js';

const file = 'proc/sys/fs/file-nr';

test('open files and their share of the maximum keep their identity while unchanged', async () => {
	using machine = fixtureMachine({[file]: '1000\t0\t4000\n'});
	using collector = kernelFilesCollector(machine, 2000);
	const files = await collect(collector);
	assert.deepEqual(files, {allocated: 1000, maximum: 4000, usedPercent: 25});
	assert.equal(await collect(collector), files);

	machine.write(file, '5000\t0\t4000\n');
	assert.deepEqual(await collect(collector), {allocated: 5000, maximum: 4000, usedPercent: 125});
});

test('without a limit there is no share', async () => {
	using machine = fixtureMachine({[file]: '1000\t0\t9223372036854775807\n'});
	using collector = kernelFilesCollector(machine, 2000);
	assert.deepEqual(await collect(collector), {allocated: 1000, maximum: undefined, usedPercent: undefined});
});

test('without the file the metric is unsupported, and an invalid file is an error that names it', async () => {
	using missing = fixtureMachine({});
	using collector = kernelFilesCollector(missing, 2000);
	await assert.rejects(async () => collect(collector), {state: 'unsupported', message: 'no /proc/sys/fs/file-nr'});

	using odd = fixtureMachine({[file]: 'many\n'});
	using other = kernelFilesCollector(odd, 2000);
	await assert.rejects(async () => collect(other), /\/proc\/sys\/fs\/file-nr: expected three counts, found "many"/);
});
