import assert from 'node:assert/strict';
import os from 'node:os';
import process from 'node:process';
import {test} from 'node:test';
import {systemCollector} from '../../../source/metrics/linux/system.js';
import {collect, fixtureMachine} from '../../helpers/fixture-machine.js';

const cadenceMs = 30_000;

/** A laptop with one large core of two threads and two small ones; its interrupt line is longer than a page. */
const laptop = {
	'proc/stat': `cpu  4 0 0 4\ncpu0 1 0 0 1\ncpu1 1 0 0 1\ncpu2 1 0 0 1\ncpu3 1 0 0 1\nintr 5${' 0'.repeat(9000)}\nbtime 1695378723\n`,
	'proc/cpuinfo': [0, 1, 2, 3]
		.map(
			number =>
				`processor\t: ${number}\nmodel name\t: 12th Gen Intel(R) Core(TM) i5-1240P\nphysical id\t: 0\ncpu cores\t: 99\n\n`,
		)
		.join(''),
	'proc/sys/kernel/hostname': 'the-container\n',
	'proc/sys/kernel/osrelease': '6.1.0-18-amd64\n',
	'proc/sys/kernel/arch': 'x86_64\n',
	'etc/hostname': 'laptop\n',
	'etc/os-release': 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\n',
	'sys/devices/system/cpu/cpu0/topology/core_cpus_list': '0-1\n',
	'sys/devices/system/cpu/cpu1/topology/core_cpus_list': '0-1\n',
	'sys/devices/system/cpu/cpu2/topology/core_cpus_list': '2\n',
	'sys/devices/system/cpu/cpu3/topology/core_cpus_list': '3\n',
};

test('the facts of a mounted host are those of its files', async () => {
	using machine = fixtureMachine(laptop);
	const facts = await collect(systemCollector(machine, cadenceMs));
	assert.deepEqual(facts, {
		hostname: 'laptop',
		osName: 'Linux',
		osVersion: 'Debian GNU/Linux 12 (bookworm)',
		osRelease: '6.1.0-18-amd64',
		architecture: process.arch,
		machine: 'x86_64',
		cpuModel: '12th Gen Intel(R) Core(TM) i5-1240P',
		physicalCores: 3,
		logicalCores: 4,
		bootTimeMs: 1_695_378_723_000,
		nodeVersion: process.version,
		container: undefined,
	});
});

test('facts without a file come from another source or are absent', async () => {
	using machine = fixtureMachine({
		'proc/stat': 'cpu  1 0 0 1\ncpu0 1 0 0 1\nbtime 1695378723\n',
		'proc/sys/kernel/hostname': 'pod-7\n',
		'usr/lib/os-release': 'PRETTY_NAME="Wolfi"\n',
		'.dockerenv': '',
	});
	const facts = await collect(systemCollector(machine, cadenceMs));
	assert.equal(facts?.hostname, 'pod-7');
	assert.equal(facts.osVersion, 'Wolfi');
	assert.equal(facts.osRelease, os.release());
	assert.equal(facts.machine, os.machine());
	assert.equal(facts.cpuModel, undefined);
	assert.equal(facts.physicalCores, undefined);
	assert.equal(facts.logicalCores, 1);
	assert.equal(facts.container, 'docker');
});

test('without a topology the cores are those of cpuinfo', async () => {
	using machine = fixtureMachine({
		'proc/stat': 'cpu  1 0 0 1\ncpu0 1 0 0 1\ncpu1 1 0 0 1\nbtime 1695378723\n',
		'proc/cpuinfo':
			'processor\t: 0\nphysical id\t: 0\ncpu cores\t: 1\n\nprocessor\t: 1\nphysical id\t: 0\ncpu cores\t: 1\n',
	});
	assert.equal((await collect(systemCollector(machine, cadenceMs)))?.physicalCores, 1);
});

test('facts are the same object until one changes', async () => {
	using machine = fixtureMachine(laptop);
	const collector = systemCollector(machine, cadenceMs);
	const facts = await collect(collector);
	assert.equal(await collect(collector), facts);
	machine.write('etc/hostname', 'renamed\n');
	assert.deepEqual(await collect(collector), {...facts, hostname: 'renamed'});
});

for (const seconds of ['0', '99999999999', '-1']) {
	test(`a boot time of ${seconds} is none: the uptime counts`, async () => {
		using machine = fixtureMachine({
			...laptop,
			'proc/stat': `cpu  1 0 0 1\ncpu0 1 0 0 1\nbtime ${seconds}\n`,
			'proc/uptime': '5000.00 8000.00\n',
		});
		const facts = await collect(systemCollector(machine, cadenceMs));
		assert.equal(facts?.bootTimeMs, machine.nowMs() - 5_000_000);
	});
}

test('an uptime that began before 1970 is none', async () => {
	using machine = fixtureMachine({
		...laptop,
		'proc/stat': 'cpu  1 0 0 1\ncpu0 1 0 0 1\n',
		'proc/uptime': '99999999999999999999999.00 8000.00\n',
	});
	const facts = await collect(systemCollector(machine, cadenceMs));
	assert.equal(facts?.bootTimeMs, undefined);
});

test('a core that goes offline is neither a logical nor a physical one', async () => {
	using machine = fixtureMachine(laptop);
	const collector = systemCollector(machine, cadenceMs);
	await collect(collector);
	machine.write('proc/stat', 'cpu  3 0 0 3\ncpu0 1 0 0 1\ncpu1 1 0 0 1\ncpu2 1 0 0 1\nbtime 1695378723\n');
	machine.remove('sys/devices/system/cpu/cpu3/topology');
	const facts = await collect(collector);
	assert.equal(facts?.logicalCores, 3);
	assert.equal(facts.physicalCores, 2);
});

test('the facts are those of this machine', {skip: process.platform !== 'linux'}, async () => {
	const facts = await collect(systemCollector({root: '', monotonicMs: () => 0, nowMs: Date.now}, cadenceMs));
	assert.equal(facts?.hostname, os.hostname());
	assert.equal(facts.osRelease, os.release());
	assert.equal(facts.machine, os.machine());
	assert.equal(facts.logicalCores, os.cpus().length);
	assert.ok(facts.physicalCores === undefined || facts.physicalCores <= facts.logicalCores);
	const bootTimeMs = Date.now() - os.uptime() * 1000;
	assert.ok(Math.abs((facts.bootTimeMs ?? 0) - bootTimeMs) < 5000);
});
