import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {InterfaceCounters} from '../../../source/metrics/values/interface-counters.js';
import {interfaceRates} from '../../../source/metrics/values/interface-rates.js';

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

	it('has packets, errors and drops of each direction, and the share of the link in the busier one', () => {
		const link = {linkMbps: 8, link: {carrierChanges: 3, isUp: true}};
		const direction = (factor: number) => ({
			bytes: 250_000 * factor,
			packets: 100 * factor,
			errors: 2 * factor,
			drops: factor,
		});
		const [first] = play(
			usual,
			[{...counters('a'), ...link, receive: direction(0), send: direction(0)}],
			[{...counters('a'), ...link, receive: direction(1), send: direction(2)}],
		).interfaces;
		assert.deepEqual([first?.receivePacketsPerSecond, first?.sendPacketsPerSecond], [100, 200]);
		assert.deepEqual([first?.receiveErrorsPerSecond, first?.sendErrorsPerSecond], [2, 4]);
		assert.deepEqual([first?.receiveDropsPerSecond, first?.sendDropsPerSecond], [1, 2]);
		assert.equal(first?.linkUsedPercent, 50);
		assert.deepEqual([first?.carrierChanges, first?.isUp], [3, true]);
	});

	it('has no share of a link whose speed is unknown or that has no rate', () => {
		assert.equal(play(usual, [counters('a')], [counters('a')]).interfaces[0]?.linkUsedPercent, undefined);
		const link = {...counters('a'), linkMbps: 1000};
		assert.equal(play(usual, [link]).interfaces[0]?.linkUsedPercent, undefined);
	});

	it('lists loopback while it is busy and for a minute afterwards, without counting it', () => {
		const lo = (sentBytes: number) => [counters('a'), counters('lo', {...loopback, sentBytes})];
		const listed = (...sent: readonly number[]) =>
			play(usual, ...sent.map(lo)).interfaces.map(({name, sendBytesPerSecond}) => [name, sendBytesPerSecond]);
		assert.deepEqual(listed(0, 999_999), [['a', 0]]);
		assert.deepEqual(listed(0, 84e6), [
			['a', 0],
			['lo', 84e6],
		]);
		assert.equal(play(usual, lo(0), lo(84e6)).sendBytesPerSecond, 0);
		const quietFor = (seconds: number) => listed(0, 84e6, ...new Array<number>(seconds).fill(84e6));
		assert.deepEqual(quietFor(59), [
			['a', 0],
			['lo', 0],
		]);
		assert.deepEqual(quietFor(60), [['a', 0]]);
	});

	it('lists at most eight busy interfaces that are not counted, the busiest first', () => {
		const many = (factor: number) => [
			counters('a'),
			...Array.from({length: 40}, (_, index) =>
				counters(`veth${index}`, {...tunnel, receivedBytes: factor * (1e6 + index)}),
			),
		];
		const {interfaces, receiveBytesPerSecond} = play(usual, many(0), many(1));
		assert.equal(receiveBytesPerSecond, 0);
		assert.deepEqual(
			interfaces.map(({name}) => name),
			['a', ...Array.from({length: 8}, (_, index) => `veth${39 - index}`)],
		);
	});

	it('lists an interface that is not counted when it has errors, before busy ones', () => {
		const others = (factor: number) => [
			counters('a'),
			counters('lo', {...loopback, receivedBytes: factor * 5e6}),
			counters('overlay0', {...tunnel, errors: factor * 50}),
		];
		const {interfaces} = play(usual, others(0), others(1));
		assert.deepEqual(
			interfaces.map(({name, errorsPerSecond}) => [name, errorsPerSecond]),
			[
				['a', 0],
				['overlay0', 50],
				['lo', 0],
			],
		);
	});

	it('does not take an interface that was created again for a busy one', () => {
		const lo = (sentBytes: number) => [counters('a'), counters('lo', {...loopback, sentBytes})];
		assert.equal(play(usual, lo(5e9), lo(100)).interfaces.length, 1);
	});

	it('has no total without an interface', () => {
		assert.deepEqual(play(usual, [], []), {
			receiveBytesPerSecond: undefined,
			sendBytesPerSecond: undefined,
			interfaces: [],
		});
	});
});
