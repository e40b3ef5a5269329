import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {type InterfaceCounters, interfaceRates} from '../../../source/metrics/values/interface-rates.js';

type Changes = Partial<Pick<InterfaceCounters, 'isPhysical' | 'isLoopback' | 'isStacked'>> & {
	readonly receivedBytes?: number;
	readonly sentBytes?: number;
	readonly errors?: number | undefined;
	readonly drops?: number | undefined;
};

/** `errors` and `drops` are those of the packets received. */
const counters = (name: string, changes: Changes = {}): InterfaceCounters => {
	const {receivedBytes = 0, sentBytes = 0, errors, drops, ...kind} = {errors: 0, drops: 0, ...changes};
	const sent = {packets: undefined, errors: errors === undefined ? undefined : 0, drops: undefined};
	return {
		name,
		isPhysical: true,
		isLoopback: false,
		isStacked: false,
		receive: {bytes: receivedBytes, packets: undefined, errors, drops},
		send: {bytes: sentBytes, ...sent},
		linkMbps: undefined,
		...kind,
	};
};

const tunnel = {isPhysical: false};
const loopback = {isPhysical: false, isLoopback: true};
const usual = {cadenceMs: 1000, interfaces: [], showVirtual: false};

/** Feeds the readings a second apart and returns what came of the last one. */
function play(choice: Parameters<typeof interfaceRates>[1], ...readings: ReadonlyArray<readonly InterfaceCounters[]>) {
	let nowMs = 0;
	const rates = interfaceRates({root: '', nowMs: () => 0, monotonicMs: () => nowMs}, choice);
	const networks = readings.map(reading => {
		nowMs += 1000;
		return rates(reading);
	});
	const last = networks.at(-1);
	assert.ok(last);
	return last;
}

describe('interfaceRates', () => {
	it('adds only the physical interfaces', () => {
		const network = play(
			usual,
			[counters('a'), counters('b'), counters('vpn', tunnel)],
			[
				counters('a', {receivedBytes: 100}),
				counters('b', {receivedBytes: 20, sentBytes: 7}),
				counters('vpn', {...tunnel, receivedBytes: 50}),
			],
		);
		assert.deepEqual([network.receiveBytesPerSecond, network.sendBytesPerSecond], [120, 7]);
		assert.deepEqual(
			network.interfaces.map(({name}) => name),
			['a', 'b'],
		);
	});

	it('adds all except loopback without physical interfaces', () => {
		const network = play(
			usual,
			[counters('lo', loopback), counters('vpn', tunnel)],
			[counters('lo', {...loopback, sentBytes: 9}), counters('vpn', {...tunnel, sentBytes: 5})],
		);
		assert.equal(network.sendBytesPerSecond, 5);
	});

	it('lists and counts only the configured interfaces', () => {
		const choice = {...usual, interfaces: ['lo', 'absent'], showVirtual: true};
		const network = play(
			choice,
			[counters('lo', loopback), counters('a')],
			[counters('lo', {...loopback, sentBytes: 9}), counters('a', {sentBytes: 5})],
		);
		assert.equal(network.sendBytesPerSecond, 9);
		assert.deepEqual(
			network.interfaces.map(({name}) => name),
			['lo'],
		);
	});

	it('has a gap when a byte counter decreases, while other rates continue', () => {
		const network = play(
			usual,
			[counters('a', {receivedBytes: 1000, sentBytes: 10}), counters('b')],
			[counters('a', {receivedBytes: 5, sentBytes: 30}), counters('b', {receivedBytes: 40})],
		);
		assert.equal(network.interfaces[0]?.receiveBytesPerSecond, undefined);
		assert.equal(network.interfaces[0]?.sendBytesPerSecond, undefined);
		assert.equal(network.receiveBytesPerSecond, 40);
	});

	it('has no error rate when only the errors decreased', () => {
		const [first] = play(
			usual,
			[counters('a', {errors: 9})],
			[counters('a', {errors: 2, receivedBytes: 40})],
		).interfaces;
		assert.equal(first?.errorsPerSecond, undefined);
		assert.equal(first?.receiveBytesPerSecond, 40);
	});

	it('distinguishes errors and drops', () => {
		const [first] = play(usual, [counters('a')], [counters('a', {errors: 3, drops: 1000})]).interfaces;
		assert.deepEqual([first?.errorsPerSecond, first?.dropsPerSecond], [3, 1000]);
		assert.deepEqual([first?.receiveErrors, first?.sendErrors], [3, 0]);
		assert.deepEqual([first?.receiveDrops, first?.sendDrops], [1000, undefined]);
	});

	it('counts nothing twice where no interface is physical', () => {
		const vpn = {isPhysical: false, isStacked: true};
		const inside = {isPhysical: false};
		const network = play(
			usual,
			[counters('eth0', inside), counters('tun0', vpn)],
			[counters('eth0', {...inside, receivedBytes: 100}), counters('tun0', {...vpn, receivedBytes: 95})],
		);
		assert.equal(network.receiveBytesPerSecond, 100);
		const alone = play(usual, [counters('tun0', vpn)], [counters('tun0', {...vpn, receivedBytes: 95})]);
		assert.equal(alone.receiveBytesPerSecond, 95);
	});

	it('lists an interface once that is configured twice', () => {
		const choice = {...usual, interfaces: ['a', 'a']};
		const network = play(choice, [counters('a')], [counters('a', {receivedBytes: 7})]);
		assert.equal(network.receiveBytesPerSecond, 7);
		assert.equal(network.interfaces.length, 1);
	});

	it('has no error rate where errors are not counted', () => {
		const uncounted = counters('a', {errors: undefined});
		const [first] = play(usual, [uncounted], [uncounted]).interfaces;
		assert.equal(first?.errorsPerSecond, undefined);
		assert.equal(first?.receiveBytesPerSecond, 0);
	});

	it('has no total without an interface', () => {
		assert.deepEqual(play(usual, [], []), {
			receiveBytesPerSecond: undefined,
			sendBytesPerSecond: undefined,
			interfaces: [],
		});
	});
});
