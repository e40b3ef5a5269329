import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {networkCollector} from '../../../source/metrics/windows/network.js';
import {clockedMachine, signal} from '../by-hand.js';

const place = (name: string, isPhysical: boolean, isLoopback = false) => ({
	name,
	isPhysical,
	isLoopback,
	linkMbps: undefined,
});
const places = [
	place('Ethernet', true),
	place('vEthernet (WSL)', false),
	place('Loopback Pseudo-Interface 1', false, true),
];

/** An adapter that remembers the questions; every interface receives 1000 bytes from one question to the next. */
function fakeWindows(known = places) {
	const asked: Array<readonly string[]> = [];
	let learnt = 0;
	return {
		asked,
		learnt: () => learnt,
		async interfaces() {
			learnt += 1;
			return known;
		},
		async traffic(names: readonly string[]) {
			asked.push(names);
			const uncounted = {packets: undefined, errors: undefined, drops: undefined};
			return names.map(name => ({
				name,
				receive: {bytes: asked.length * 1000, ...uncounted},
				send: {bytes: 5, ...uncounted},
			}));
		},
	};
}

const usual = {cadenceMs: 5000, interfaces: [], showVirtual: false};

describe('networkCollector of Windows', () => {
	it('queries only the physical interfaces and has rates from the second result on', async () => {
		const machine = clockedMachine();
		const windows = fakeWindows();
		const collector = networkCollector(machine, usual, windows);
		assert.equal((await collector.collect(signal))?.receiveBytesPerSecond, undefined);
		machine.advance(5000);
		assert.equal((await collector.collect(signal))?.receiveBytesPerSecond, 200);
		assert.deepEqual(windows.asked, [['Ethernet'], ['Ethernet']]);
	});

	const choices = {
		'those that were named': {
			choice: {...usual, interfaces: ['vEthernet (WSL)', 'absent']},
			known: places,
			expected: ['vEthernet (WSL)'],
		},
		'virtual ones when asked': {
			choice: {...usual, showVirtual: true},
			known: places,
			expected: ['Ethernet', 'vEthernet (WSL)', 'Loopback Pseudo-Interface 1'],
		},
		'virtual ones where nothing is real': {
			choice: usual,
			known: places.slice(1),
			expected: ['vEthernet (WSL)', 'Loopback Pseudo-Interface 1'],
		},
		'at most eight, for each takes a process': {
			choice: usual,
			known: Array.from({length: 20}, (_, index) => place(`Ethernet ${index}`, true)),
			expected: Array.from({length: 8}, (_, index) => `Ethernet ${index}`),
		},
	};
	for (const [name, {choice, known, expected}] of Object.entries(choices)) {
		it(`queries ${name}`, async () => {
			const windows = fakeWindows(known);
			await networkCollector(clockedMachine(), choice, windows).collect(signal);
			assert.deepEqual(windows.asked, [expected]);
		});
	}

	it('lists the interfaces every five minutes', async () => {
		const machine = clockedMachine();
		const windows = fakeWindows();
		const collector = networkCollector(machine, usual, windows);
		await collector.collect(signal);
		machine.advance(299_999);
		await collector.collect(signal);
		assert.equal(windows.learnt(), 1);
		machine.advance(1);
		await collector.collect(signal);
		assert.equal(windows.learnt(), 2);
	});

	it('fails without an interface and retries', async () => {
		const windows = fakeWindows([]);
		const collector = networkCollector(clockedMachine(), usual, windows);
		await assert.rejects(async () => collector.collect(signal), /Windows reported no interface/);
		await assert.rejects(async () => collector.collect(signal), /Windows reported no interface/);
		assert.equal(windows.learnt(), 2);
	});

	it('retries immediately, not after five minutes, without an interface', async () => {
		const windows = fakeWindows([]);
		const collector = networkCollector(clockedMachine(), usual, {
			...windows,
			interfaces: async () => ((await windows.interfaces()) && windows.learnt() > 1 ? places : []),
		});
		await assert.rejects(async () => collector.collect(signal), /Windows reported no interface/);
		const network = await collector.collect(signal);
		assert.deepEqual(
			network?.interfaces.map(({name}) => name),
			['Ethernet'],
		);
	});

	it('names the missing interfaces', async () => {
		const collector = networkCollector(clockedMachine(), {...usual, interfaces: ['eth0', 'eth1']}, fakeWindows());
		await assert.rejects(async () => collector.collect(signal), /none of the interfaces eth0, eth1/);
	});
});
