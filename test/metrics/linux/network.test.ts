import assert from 'node:assert/strict';
import {mkdirSync, readFileSync, readSync} from 'node:fs';
import process from 'node:process';
import {describe, it} from 'node:test';
import type {InterfaceChoice} from '../../../source/metrics/interface-rates.js';
import {kernelFile} from '../../../source/metrics/linux/kernel-file.js';
import {networkCollector} from '../../../source/metrics/linux/network.js';
import {parseNetDev} from '../../../source/metrics/linux/procfs/net-dev.js';
import type {Network, NetworkInterface} from '../../../source/metrics/snapshot.js';
import {fixtureMachine} from '../../helpers/fixture-machine.js';

const header = [
	'Inter-|   Receive                                                |  Transmit',
	' face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed',
	'',
].join('\n');

type Counters = {readonly received: number; readonly sent: number; readonly errors?: number};

function netDev(interfaces: Readonly<Record<string, Counters>>): string {
	const lines = Object.entries(interfaces).map(
		([name, {received, sent, errors = 0}]) => `${name}: ${received} 1 ${errors} 0 0 0 0 0 ${sent} 1 0 0 0 0 0 0\n`,
	);
	return header + lines.join('');
}

/** A machine on which the named interfaces are real devices. */
function scene(physical: readonly string[], options: Partial<InterfaceChoice> = {}) {
	const machine = fixtureMachine({'proc/1/net/dev': header});
	const plug = (name: string): void => {
		mkdirSync(`${machine.root}/sys/class/net/${name}/device`, {recursive: true});
	};

	physical.forEach(plug);
	const collector = networkCollector(machine, {cadenceMs: 1000, interfaces: [], showVirtual: false, ...options});
	return {
		machine,
		plug,
		sample(interfaces: Readonly<Record<string, Counters>>, sinceMs = 1000): Network {
			machine.advance(sinceMs);
			machine.write('proc/1/net/dev', netDev(interfaces));
			const network = collector.collect(new AbortController().signal);
			assert.ok(network && !(network instanceof Promise));
			return network;
		},
		[Symbol.dispose]() {
			collector[Symbol.dispose]?.();
			machine[Symbol.dispose]();
		},
	};
}

const before = {received: 1000, sent: 1000};
const after = {received: 1300, sent: 1100};

function names({interfaces}: Network): readonly string[] {
	return interfaces.map(({name}) => name);
}

function named({interfaces}: Network, wanted: string): NetworkInterface | undefined {
	return interfaces.find(({name}) => name === wanted);
}

describe('the traffic of an interface', () => {
	it('has counters but no rates at the first sample', () => {
		using machine = scene(['eth0']);
		assert.deepEqual(machine.sample({eth0: {...before, errors: 3}}), {
			receiveBytesPerSecond: undefined,
			sendBytesPerSecond: undefined,
			interfaces: [
				{
					name: 'eth0',
					isPhysical: true,
					receivedBytes: 1000,
					sentBytes: 1000,
					receiveBytesPerSecond: undefined,
					sendBytesPerSecond: undefined,
					errorsPerSecond: undefined,
					linkMbps: undefined,
				},
			],
		});
	});

	it('has rates per second from the second sample on', () => {
		using machine = scene(['eth0']);
		machine.sample({eth0: {...before, errors: 3}});
		assert.deepEqual(machine.sample({eth0: {...after, errors: 4}}, 2000), {
			receiveBytesPerSecond: 150,
			sendBytesPerSecond: 50,
			interfaces: [
				{
					name: 'eth0',
					isPhysical: true,
					receivedBytes: 1300,
					sentBytes: 1100,
					receiveBytesPerSecond: 150,
					sendBytesPerSecond: 50,
					errorsPerSecond: 0.5,
					linkMbps: undefined,
				},
			],
		});
	});

	for (const [title, now] of [
		['was made anew', {received: 12, sent: 34}],
		['wrapped at 32 bits', {received: 4, sent: 4_294_967_295}],
	] as const) {
		it(`has no rates for one sample when the interface ${title}`, () => {
			using machine = scene(['eth0', 'eth1']);
			machine.sample({eth0: {received: 4_294_967_000, sent: 4_294_967_000}, eth1: before});
			const reset = machine.sample({eth0: now, eth1: after});
			assert.equal(named(reset, 'eth0')?.receiveBytesPerSecond, undefined);
			assert.equal(named(reset, 'eth0')?.sendBytesPerSecond, undefined);
			assert.equal(named(reset, 'eth0')?.errorsPerSecond, undefined);
			assert.equal(named(reset, 'eth1')?.receiveBytesPerSecond, 300);
			const next = machine.sample({eth0: {received: now.received + 7, sent: now.sent + 9}, eth1: after});
			assert.equal(named(next, 'eth0')?.receiveBytesPerSecond, 7);
			assert.equal(named(next, 'eth0')?.sendBytesPerSecond, 9);
		});
	}

	it('has no error rate when the errors were set back, but keeps the others', () => {
		using machine = scene(['eth0']);
		machine.sample({eth0: {...before, errors: 9}});
		const eth0 = named(machine.sample({eth0: {...after, errors: 2}}), 'eth0');
		assert.equal(eth0?.errorsPerSecond, undefined);
		assert.equal(eth0?.receiveBytesPerSecond, 300);
	});

	it('starts anew when the interface went and came back', () => {
		using machine = scene(['eth0', 'usb0']);
		machine.sample({eth0: before, usb0: before});
		assert.deepEqual(names(machine.sample({eth0: after})), ['eth0']);
		const returned = machine.sample({eth0: after, usb0: {received: 9_000_000, sent: 9_000_000}});
		assert.equal(named(returned, 'usb0')?.receiveBytesPerSecond, undefined);
		assert.equal(returned.receiveBytesPerSecond, 0);
	});

	it('is a gap after a long sleep, not a spike', () => {
		using machine = scene(['eth0']);
		machine.sample({eth0: before});
		assert.equal(machine.sample({eth0: after}, 3_600_000).receiveBytesPerSecond, undefined);
		assert.equal(machine.sample({eth0: after}).receiveBytesPerSecond, 0);
	});

	it('keeps its identity while nothing moves', () => {
		using machine = scene(['eth0']);
		machine.sample({eth0: before});
		const idle = machine.sample({eth0: before});
		assert.equal(machine.sample({eth0: before}), idle);
	});
});

describe('which interfaces count', () => {
	it('only real devices, so that a byte through a bond, a bridge or a tunnel counts once', () => {
		using machine = scene(['eth0', 'eth1']);
		const all = ['lo', 'eth0', 'eth1', 'bond0', 'br-abc', 'veth12', 'wg0', 'eth0.5'];
		machine.sample(Object.fromEntries(all.map(name => [name, before])));
		const network = machine.sample(Object.fromEntries(all.map(name => [name, after])));
		assert.equal(network.receiveBytesPerSecond, 600);
		assert.equal(network.sendBytesPerSecond, 200);
		assert.deepEqual(names(network), ['eth0', 'eth1']);
	});

	it('all but loopback where none is real, as in a container', () => {
		using machine = scene([]);
		machine.sample({lo: before, eth0: before, eth1: before});
		const network = machine.sample({lo: after, eth0: after, eth1: after});
		assert.equal(network.receiveBytesPerSecond, 600);
		assert.deepEqual(names(network), ['eth0', 'eth1']);
		assert.equal(named(network, 'eth0')?.isPhysical, false);
	});

	it('the same when virtual ones are listed too', () => {
		using machine = scene(['eth0'], {showVirtual: true});
		machine.sample({lo: before, eth0: before, docker0: before});
		const network = machine.sample({lo: after, eth0: after, docker0: after});
		assert.equal(network.receiveBytesPerSecond, 300);
		assert.deepEqual(names(network), ['lo', 'eth0', 'docker0']);
	});

	it('the chosen ones alone when some are chosen', () => {
		using machine = scene(['eth0', 'eth1'], {interfaces: ['eth1', 'wg0', 'missing']});
		machine.sample({eth0: before, eth1: before, wg0: before});
		const network = machine.sample({eth0: after, eth1: {received: 1001, sent: 1001}, wg0: after});
		assert.equal(network.receiveBytesPerSecond, 1);
		assert.deepEqual(names(network), ['eth1', 'wg0']);
	});

	it('a chosen virtual one when nothing real is chosen, loopback included', () => {
		using machine = scene(['eth0'], {interfaces: ['lo']});
		machine.sample({lo: before, eth0: before});
		const network = machine.sample({lo: after, eth0: before});
		assert.equal(network.receiveBytesPerSecond, 300);
		assert.deepEqual(names(network), ['lo']);
	});

	it('none where there is none', () => {
		using machine = scene([]);
		machine.sample({lo: before});
		const network = machine.sample({lo: after});
		assert.deepEqual(network, {receiveBytesPerSecond: undefined, sendBytesPerSecond: undefined, interfaces: []});
	});

	it('a real device that appears under a name seen before is looked at again', () => {
		using machine = scene([]);
		assert.equal(named(machine.sample({eth0: before}), 'eth0')?.isPhysical, false);
		machine.sample({});
		machine.plug('eth0');
		assert.equal(named(machine.sample({eth0: before}), 'eth0')?.isPhysical, true);
	});
});

describe('the speed of a link', () => {
	it('is that of the kernel, looked at every ten seconds', () => {
		using machine = scene(['eth0']);
		machine.machine.write('sys/class/net/eth0/speed', '1000\n');
		assert.equal(named(machine.sample({eth0: before}), 'eth0')?.linkMbps, 1000);
		machine.machine.write('sys/class/net/eth0/speed', '100\n');
		assert.equal(named(machine.sample({eth0: before}, 9_999), 'eth0')?.linkMbps, 1000);
		assert.equal(named(machine.sample({eth0: before}, 1), 'eth0')?.linkMbps, 100);
	});

	for (const [title, text] of [
		['is down', '-1\n'],
		['does not tell', '4294967295\n'],
		['says nothing', ''],
		['says nonsense', 'fast\n'],
	]) {
		it(`is unknown when the driver ${title}`, () => {
			using machine = scene(['eth0']);
			machine.machine.write('sys/class/net/eth0/speed', text ?? '');
			assert.equal(named(machine.sample({eth0: before}), 'eth0')?.linkMbps, undefined);
		});
	}

	it('is not asked of virtual interfaces', () => {
		using machine = scene([]);
		machine.machine.write('sys/class/net/veth0/speed', '10000\n');
		assert.equal(named(machine.sample({veth0: before}), 'veth0')?.linkMbps, undefined);
	});
});

describe('a machine with very many interfaces', () => {
	const many = Object.fromEntries(
		Array.from({length: 400}, (_, index) => [`veth${index}`, {received: index, sent: 2 * index}]),
	);

	it('is read whole although the kernel hands out a page at a time', () => {
		using machine = fixtureMachine({'proc/net/dev': netDev(many)});
		using file = kernelFile(`${machine.root}/proc/net/dev`, (fd, buffer, offset, length, position) =>
			readSync(fd, buffer, offset, Math.min(length, 4071), position),
		);
		const interfaces = parseNetDev(file.readText());
		assert.equal(interfaces.length, 400);
		assert.deepEqual(interfaces.at(-1), {name: 'veth399', receivedBytes: 399, sentBytes: 798, errors: 0});
	});

	it('shows them all', () => {
		using machine = scene([]);
		assert.equal(machine.sample(many).interfaces.length, 400);
	});
});

describe('this machine', {skip: process.platform !== 'linux'}, () => {
	it('has the counters of /proc/net/dev', () => {
		const collector = networkCollector(
			{root: '', monotonicMs: () => performance.now(), nowMs: () => Date.now()},
			{cadenceMs: 1000, interfaces: [], showVirtual: true},
		);
		/** Name → received and sent bytes, cut out by hand. */
		const counters = () =>
			new Map(
				readFileSync('/proc/net/dev', 'utf8')
					.trim()
					.split('\n')
					.slice(2)
					.map(line => {
						const fields = line.trim().split(/:?\s+/);
						return [fields[0] ?? '', [Number(fields[1]), Number(fields[9])] as const];
					}),
			);
		const first = counters();
		const network = collector.collect(new AbortController().signal);
		const last = counters();
		collector[Symbol.dispose]?.();
		assert.ok(network && !(network instanceof Promise));
		assert.deepEqual(names(network), [...last.keys()]);
		for (const {name, receivedBytes, sentBytes} of network.interfaces) {
			const [receivedBefore = 0, sentBefore = 0] = first.get(name) ?? [];
			const [receivedAfter = 0, sentAfter = 0] = last.get(name) ?? [];
			assert.ok(receivedBefore <= receivedBytes && receivedBytes <= receivedAfter, name);
			assert.ok(sentBefore <= sentBytes && sentBytes <= sentAfter, name);
		}
	});
});
