import type {Machine} from './collector.js';
import {elapsedSeconds} from './elapsed.js';
import {reuseUnchanged} from './reuse-unchanged.js';
import type {Network, NetworkInterface} from './snapshot.js';

/** What one interface has moved since it exists. */
export type InterfaceCounters = {
	readonly name: string;
	readonly isPhysical: boolean;
	readonly isLoopback: boolean;
	readonly receivedBytes: number;
	readonly sentBytes: number;
	/** `undefined` where they are not counted. */
	readonly errors: number | undefined;
	readonly linkMbps: number | undefined;
};

/** Which interfaces to list; the same choice on every system. */
export type InterfaceChoice = {
	readonly cadenceMs: number;
	/** Names to show and to count instead of the usual choice. Empty: the usual choice. */
	readonly interfaces: readonly string[];
	/** Lists bridges, tunnels and loopback too. The totals stay those of the real devices. */
	readonly showVirtual: boolean;
};

/** Remembers the counters from one call to the next and turns them into rates. */
export function interfaceRates(
	machine: Machine,
	choice: InterfaceChoice,
): (counted: readonly InterfaceCounters[]) => Network {
	let previous: ReadonlyMap<string, InterfaceCounters> = new Map();
	let previousMs: number | undefined;
	let network: Network | undefined;

	return counted => {
		const nowMs = machine.monotonicMs();
		const seconds = elapsedSeconds(previousMs, nowMs, choice.cadenceMs);
		const before = previous;
		previous = new Map(counted.map(counters => [counters.name, counters]));
		previousMs = nowMs;

		const measure = (counters: InterfaceCounters): NetworkInterface =>
			rateBetween(before.get(counters.name), counters, seconds);
		const isNamed = ({name}: InterfaceCounters): boolean => choice.interfaces.includes(name);
		const candidates = counted.filter(choice.interfaces.length > 0 ? isNamed : ({isLoopback}) => !isLoopback);
		const physical = candidates.filter(({isPhysical}) => isPhysical);
		const summed = (physical.length > 0 ? physical : candidates).map(measure);
		const isUsualChoice = choice.interfaces.length === 0;
		network = reuseUnchanged(network, {
			receiveBytesPerSecond: sum(summed.map(({receiveBytesPerSecond}) => receiveBytesPerSecond)),
			sendBytesPerSecond: sum(summed.map(({sendBytesPerSecond}) => sendBytesPerSecond)),
			interfaces: isUsualChoice ? (choice.showVirtual ? counted.map(measure) : summed) : candidates.map(measure),
		});
		return network;
	};
}

function rateBetween(
	before: InterfaceCounters | undefined,
	now: InterfaceCounters,
	seconds: number | undefined,
): NetworkInterface {
	// Both or none: a byte counter that went backwards wrapped, or the interface was made anew.
	const isContinued = before && now.receivedBytes >= before.receivedBytes && now.sentBytes >= before.sentBytes;
	const rate = (from: number | undefined, to: number | undefined): number | undefined =>
		isContinued && seconds !== undefined && from !== undefined && to !== undefined && to >= from
			? (to - from) / seconds
			: undefined;

	return {
		name: now.name,
		isPhysical: now.isPhysical,
		receivedBytes: now.receivedBytes,
		sentBytes: now.sentBytes,
		receiveBytesPerSecond: rate(before?.receivedBytes, now.receivedBytes),
		sendBytesPerSecond: rate(before?.sentBytes, now.sentBytes),
		errorsPerSecond: rate(before?.errors, now.errors),
		linkMbps: now.linkMbps,
	};
}

/** Of what is known; `undefined` when nothing is. */
function sum(rates: ReadonlyArray<number | undefined>): number | undefined {
	const known = rates.filter(rate => rate !== undefined);
	return known.length === 0 ? undefined : known.reduce((total, rate) => total + rate, 0);
}
