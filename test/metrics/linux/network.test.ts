import assert from 'node:assert/strict';
import {mkdirSync, readFileSync, readSync, symlinkSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {describe, it} from 'node:test';
import {kernelFile} from '../../../source/metrics/linux/kernel-file.js';
import {networkCollector} from '../../../source/metrics/linux/network.js';
import {parseNetDev} from '../../../source/metrics/linux/procfs/net-dev.js';
import type {Network, NetworkInterface} from '../../../source/metrics/snapshot.js';
import type {InterfaceChoice} from '../../../source/metrics/values/interface-rates.js';
import {fixtureMachine} from '../../helpers/fixture-machine.js';

const header = [
	'Inter-|   Receive                                                |  Transmit',
	' face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed',
	'',
].join('\n');

/** `errors` and `drops` are those of the packets received. */
type Counters = {
	readonly received: number;
	readonly sent: number;
	readonly errors?: number;
	readonly drops?: number;
};

function netDev(interfaces: Readonly<Record<string, Counters>>): string {
	const lines = Object.entries(interfaces).map(
		([name, {received, sent, errors = 0, drops = 0}]) =>
			`${name}: ${received} 1 ${errors} ${drops} 0 0 0 0 ${sent} 1 0 0 0 0 0 0\n`,
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
	const collectOnce = (): Network => {
		const network = collector.collect(new AbortController().signal);
		assert.ok(network && !(network instanceof Promise));
		return network;
	};

	return {
		machine,
		plug,
		sample(interfaces: Readonly<Record<string, Counters>>, sinceMs = 1000): Network {
			machine.advance(sinceMs);
			machine.write('proc/1/net/dev', netDev(interfaces));
			return collectOnce();
		},
		collect: collectOnce,
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

describe('the link of an interface', () => {
	it('is up or down, counts its changes, and is read again after two seconds', () => {
		using machine = scene(['eth0', 'eth1']);
		const link = (name: string, operstate: string, changes: number): void => {
			machine.machine.write(`sys/class/net/${name}/operstate`, `${operstate}\n`);
			machine.machine.write(`sys/class/net/${name}/carrier_changes`, `${changes}\n`);
		};
		link('eth0', 'up', 1);
		link('eth1', 'lowerlayerdown', 4);
		const state = (network: Network, name: string) => {
			const {isUp, carrierChanges} = named(network, name) ?? {};
			return [isUp, carrierChanges];
		};
		const first = machine.sample({eth0: before, eth1: before});
		assert.deepEqual(state(first, 'eth0'), [true, 1]);
		assert.deepEqual(state(first, 'eth1'), [false, 4]);

		link('eth0', 'down', 2);
		assert.deepEqual(state(machine.sample({eth0: after, eth1: after}), 'eth0'), [true, 1]);
		assert.deepEqual(state(machine.sample({eth0: after, eth1: after}), 'eth0'), [false, 2]);
	});

	it('is unknown where the driver or the kernel does not report it', () => {
		using machine = scene(['eth0', 'eth1']);
		machine.machine.write('sys/class/net/eth0/operstate', 'unknown\n');
		machine.machine.write('sys/class/net/eth0/carrier_changes', 'many\n');
		const network = machine.sample({eth0: before, eth1: before});
		for (const name of ['eth0', 'eth1']) {
			assert.equal(named(network, name)?.isUp, undefined);
			assert.equal(named(network, name)?.carrierChanges, undefined);
		}
	});
});

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
					receivedPackets: 1,
					sentPackets: 1,
					receiveErrors: 3,
					sendErrors: 0,
					receiveDrops: 0,
					sendDrops: 0,
					receiveBytesPerSecond: undefined,
					sendBytesPerSecond: undefined,
					errorsPerSecond: undefined,
					dropsPerSecond: undefined,
					receivePacketsPerSecond: undefined,
					sendPacketsPerSecond: undefined,
					receiveErrorsPerSecond: undefined,
					sendErrorsPerSecond: undefined,
					receiveDropsPerSecond: undefined,
					sendDropsPerSecond: undefined,
					linkMbps: undefined,
					linkUsedPercent: undefined,
					carrierChanges: undefined,
					isUp: undefined,
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
					receivedPackets: 1,
					sentPackets: 1,
					receiveErrors: 4,
					sendErrors: 0,
					receiveDrops: 0,
					sendDrops: 0,
					receiveBytesPerSecond: 150,
					sendBytesPerSecond: 50,
					errorsPerSecond: 0.5,
					dropsPerSecond: 0,
					receivePacketsPerSecond: 0,
					sendPacketsPerSecond: 0,
					receiveErrorsPerSecond: 0.5,
					sendErrorsPerSecond: 0,
					receiveDropsPerSecond: 0,
					sendDropsPerSecond: 0,
					linkMbps: undefined,
					linkUsedPercent: undefined,
					carrierChanges: undefined,
					isUp: undefined,
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

	it('restarts when the interface is removed and added again', () => {
		using machine = scene(['eth0', 'usb0']);
		machine.sample({eth0: before, usb0: before});
		assert.deepEqual(names(machine.sample({eth0: after})), ['eth0']);
		const returned = machine.sample({eth0: after, usb0: {received: 9_000_000, sent: 9_000_000}});
		assert.equal(named(returned, 'usb0')?.receiveBytesPerSecond, undefined);
		assert.equal(returned.receiveBytesPerSecond, 0);
	});

	it('distinguishes dropped packets from damaged ones', () => {
		using machine = scene(['eth0']);
		machine.sample({eth0: before});
		const eth0 = named(machine.sample({eth0: {...after, drops: 1000}}), 'eth0');
		assert.deepEqual([eth0?.errorsPerSecond, eth0?.dropsPerSecond], [0, 1000]);
	});

	it('does not affect other interfaces when its line is invalid', () => {
		using machine = scene(['eth0', 'eth1']);
		machine.sample({eth0: before, eth1: before});
		const torn = `${netDev({eth0: after})}eth1: 10 1 0\n`;
		machine.machine.advance(1000);
		machine.machine.write('proc/1/net/dev', torn);
		assert.deepEqual(names(machine.collect()), ['eth0']);
		assert.equal(machine.collect().interfaces.length, 1);
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
	it('only physical ones, so that a byte through a bond, a bridge or a tunnel counts once', () => {
		using machine = scene(['eth0', 'eth1']);
		const all = ['lo', 'eth0', 'eth1', 'bond0', 'br-abc', 'veth12', 'wg0', 'eth0.5'];
		machine.sample(Object.fromEntries(all.map(name => [name, before])));
		const network = machine.sample(Object.fromEntries(all.map(name => [name, after])));
		assert.equal(network.receiveBytesPerSecond, 600);
		assert.equal(network.sendBytesPerSecond, 200);
		assert.deepEqual(names(network), ['eth0', 'eth1']);
	});

	it('all except loopback without physical ones, as in a container', () => {
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

	it('only the configured ones', () => {
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

	it('a physical device with an earlier name is checked again', () => {
		using machine = scene([]);
		assert.equal(named(machine.sample({eth0: before}), 'eth0')?.isPhysical, false);
		machine.sample({});
		machine.plug('eth0');
		assert.equal(named(machine.sample({eth0: before}), 'eth0')?.isPhysical, true);
	});
});

describe('an interface that repeats another', () => {
	/** What is received in all when each of the interfaces receives 300 bytes a second. */
	const total = (physical: readonly string[], others: readonly string[], arrange: (root: string) => void): unknown => {
		using machine = scene(physical);
		arrange(`${machine.machine.root}/sys/class/net`);
		const all = ['lo', ...physical, ...others];
		machine.sample(Object.fromEntries(all.map(name => [name, before])));
		const network = machine.sample(Object.fromEntries(all.map(name => [name, after])));
		return [network.receiveBytesPerSecond, names(network).join()];
	};
	const file = (place: string, content: string): void => {
		mkdirSync(path.dirname(place), {recursive: true});
		writeFileSync(place, content);
	};

	it('is not counted as the virtual function below a synthetic interface (Azure, net_failover)', () => {
		assert.deepEqual(
			total(['eth0', 'enP1s1'], [], net => symlinkSync('../eth0', `${net}/enP1s1/master`)),
			[300, 'eth0'],
		);
	});

	it('is counted as a member of a bond, which is no device', () => {
		assert.deepEqual(
			total(['eth0', 'eth1'], ['bond0'], net => {
				mkdirSync(`${net}/bond0/bonding`, {recursive: true});
				for (const member of ['eth0', 'eth1']) {
					symlinkSync('../bond0', `${net}/${member}/master`);
				}
			}),
			[600, 'eth0,eth1'],
		);
	});

	it('is not counted as the back end of a guest of Xen', () => {
		assert.deepEqual(
			total(['eth0', 'vif1.0'], [], net => {
				mkdirSync(`${net}/vif1.0/device/bus/xen-backend`, {recursive: true});
				symlinkSync('bus/xen-backend', `${net}/vif1.0/device/subsystem`);
			}),
			[300, 'eth0'],
		);
	});

	it('is counted as the front end of a guest of Xen', () => {
		assert.deepEqual(
			total(['eth0'], [], net => {
				mkdirSync(`${net}/eth0/device/bus/xen`, {recursive: true});
				symlinkSync('bus/xen', `${net}/eth0/device/subsystem`);
			}),
			[300, 'eth0'],
		);
	});

	it('is not counted as a port of a switch behind its conduit', () => {
		assert.deepEqual(
			total(['eth0', 'lan1', 'lan2'], [], net => {
				for (const [name, index, link] of [
					['eth0', '2', '2'],
					['lan1', '3', '2'],
					['lan2', '4', '2'],
				]) {
					file(`${net}/${name}/ifindex`, `${index}\n`);
					file(`${net}/${name}/iflink`, `${link}\n`);
				}
			}),
			[300, 'eth0'],
		);
	});

	it("is not counted as the stand-in for a guest's port, nor as a monitor", () => {
		assert.deepEqual(
			total(['eth0', 'eth0_1', 'mon0'], [], net => {
				file(`${net}/eth0/phys_port_name`, 'p0\n');
				file(`${net}/eth0_1/phys_port_name`, 'pf0vf1\n');
				file(`${net}/mon0/type`, '803\n');
			}),
			[300, 'eth0'],
		);
	});

	for (const [title, other, arrange] of [
		['a tunnel', 'tun0', (net: string) => file(`${net}/tun0/tun_flags`, '0x1001\n')],
		['WireGuard', 'vpn', (net: string) => file(`${net}/vpn/type`, '65534\n')],
		['a VLAN', 'eth0.5', (net: string) => mkdirSync(`${net}/eth0.5/lower_eth0`, {recursive: true})],
		['a bridge', 'br0', (net: string) => mkdirSync(`${net}/br0/bridge`, {recursive: true})],
		['a network over others', 'vx', (net: string) => file(`${net}/vx/uevent`, 'DEVTYPE=vxlan\n')],
		['what the kernel repeats', 'ifb0', (net: string) => mkdirSync(`${net}/ifb0`, {recursive: true})],
	] as const) {
		it(`is not counted in a container as ${title}`, () => {
			assert.deepEqual(
				total([], ['eth0', other], net => {
					mkdirSync(`${net}/eth0`, {recursive: true});
					arrange(net);
				}),
				[300, 'eth0'],
			);
		});
	}

	it('is known by its name where sysfs is hidden', () => {
		assert.deepEqual(
			total([], ['eth0', 'tun0', 'wg1'], () => {}),
			[300, 'eth0'],
		);
	});

	it('is counted where there is nothing else', () => {
		assert.deepEqual(
			total([], ['ppp0'], net => file(`${net}/ppp0/type`, '512\n')),
			[300, 'ppp0'],
		);
	});
});

describe('the speed of a link', () => {
	it('is that of the kernel, read every ten seconds', () => {
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
		['does not tell in 16 bits', '65535\n'],
		['says nothing', ''],
		['says nonsense', 'fast\n'],
	]) {
		it(`is unknown when the driver ${title}`, () => {
			using machine = scene(['eth0']);
			machine.machine.write('sys/class/net/eth0/speed', text ?? '');
			assert.equal(named(machine.sample({eth0: before}), 'eth0')?.linkMbps, undefined);
		});
	}

	it('is not read for virtual interfaces', () => {
		using machine = scene([]);
		machine.machine.write('sys/class/net/veth0/speed', '10000\n');
		assert.equal(named(machine.sample({veth0: before}), 'veth0')?.linkMbps, undefined);
	});
});

describe('a machine with very many interfaces', () => {
	const many = Object.fromEntries(
		Array.from({length: 400}, (_, index) => [`veth${index}`, {received: index, sent: 2 * index}]),
	);

	it('is read completely although the kernel returns a page at a time', () => {
		using machine = fixtureMachine({'proc/net/dev': netDev(many)});
		using file = kernelFile(`${machine.root}/proc/net/dev`, {
			readAt: (fd, buffer, offset, length, position) => readSync(fd, buffer, offset, Math.min(length, 4071), position),
		});
		const interfaces = parseNetDev(file.readText());
		assert.equal(interfaces.length, 400);
		const {name, receive, send} = interfaces.at(-1) ?? {};
		assert.deepEqual([name, receive?.bytes, send?.bytes], ['veth399', 399, 798]);
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
