import assert from 'node:assert/strict';
import {test} from 'node:test';
import {kernelCollector} from '../../../source/metrics/linux/kernel.js';
import {collect, fixtureMachine} from '../../helpers/fixture-machine.js';

const fileNr = 'proc/sys/fs/file-nr';
const loadavg = 'proc/loadavg';
const pidMax = 'proc/sys/kernel/pid_max';
const threadsMax = 'proc/sys/kernel/threads-max';
const count = 'proc/sys/net/netfilter/nf_conntrack_count';
const max = 'proc/sys/net/netfilter/nf_conntrack_max';

const tables = {
	[fileNr]: '1000\t0\t4000\n',
	[loadavg]: '0.25 0.45 0.90 3/500 16220\n',
	[pidMax]: '32768\n',
	[threadsMax]: '1000\n',
	[count]: '50\n',
	[max]: '200\n',
};

test('the tables have their share of the limit and keep their identity while unchanged', async () => {
	using machine = fixtureMachine(tables);
	using collector = kernelCollector(machine, 2000);
	const kernel = await collect(collector);
	assert.deepEqual(kernel, {
		files: {used: 1000, maximum: 4000, usedPercent: 25},
		threads: {used: 500, maximum: 1000, usedPercent: 50},
		conntrack: {used: 50, maximum: 200, usedPercent: 25},
	});
	assert.equal(await collect(collector), kernel);

	machine.write(fileNr, '5000\t0\t4000\n');
	const next = await collect(collector);
	assert.deepEqual(next?.files, {used: 5000, maximum: 4000, usedPercent: 125});
	assert.equal(next?.threads, kernel?.threads);
});

test('the limit of threads is the lower one of the two', async () => {
	using machine = fixtureMachine({...tables, [pidMax]: '625\n'});
	using collector = kernelCollector(machine, 2000);
	assert.deepEqual((await collect(collector))?.threads, {used: 500, maximum: 625, usedPercent: 80});
	machine.remove(pidMax);
	using other = kernelCollector(machine, 2000);
	assert.deepEqual((await collect(other))?.threads, {used: 500, maximum: 1000, usedPercent: 50});
});

test('without a limit there is no share', async () => {
	using machine = fixtureMachine({[fileNr]: '1000\t0\t9223372036854775807\n', [loadavg]: '0.25 0.45 0.90 3/500 1\n'});
	using collector = kernelCollector(machine, 2000);
	assert.deepEqual(await collect(collector), {
		files: {used: 1000, maximum: undefined, usedPercent: undefined},
		threads: {used: 500, maximum: undefined, usedPercent: undefined},
		conntrack: undefined,
	});
});

test('connection tracking may start and end at any time', async () => {
	using machine = fixtureMachine({[fileNr]: tables[fileNr]});
	using collector = kernelCollector(machine, 2000);
	assert.equal((await collect(collector))?.conntrack, undefined);
	machine.write(count, '0\n');
	machine.write(max, '200\n');
	assert.deepEqual((await collect(collector))?.conntrack, {used: 0, maximum: 200, usedPercent: 0});
});

test('an invalid file affects only its own part, with a reason', async () => {
	using machine = fixtureMachine({...tables, [fileNr]: 'many\n', [max]: '\n', [pidMax]: '-1\n'});
	using collector = kernelCollector(machine, 2000);
	assert.deepEqual(await collect(collector), {
		files: undefined,
		threads: {used: 500, maximum: 1000, usedPercent: 50},
		conntrack: {used: 50, maximum: undefined, usedPercent: undefined},
	});
	const gaps = collector.gaps?.() ?? {};
	assert.match(gaps.files ?? '', /\/proc\/sys\/fs\/file-nr: expected three counts, found "many"/);
	assert.match(gaps['threads.maximum'] ?? '', /pid_max: expected a number, found "-1"/);
	assert.match(gaps['conntrack.maximum'] ?? '', /nf_conntrack_max: expected a number, found ""/);
});

test('a machine without any table does not support them; one whose tables are all invalid fails', async () => {
	using none = fixtureMachine({});
	using collector = kernelCollector(none, 2000);
	await assert.rejects(async () => collect(collector), {name: 'UnavailableError', state: 'unsupported'});

	using odd = fixtureMachine({[fileNr]: 'many\n'});
	using other = kernelCollector(odd, 2000);
	await assert.rejects(async () => collect(other), /\/proc\/sys\/fs\/file-nr: expected three counts, found "many"/);
});
