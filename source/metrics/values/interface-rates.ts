import type {Machine} from '../collector.js';
import {reuseUnchanged} from '../schedule/reuse-unchanged.js';
import type {Network, NetworkInterface} from '../snapshot.js';
import {elapsedSeconds} from './elapsed.js';

/** What passed an interface in one direction since it exists. `undefined`: the platform does not count it. */
export type DirectionCounters = {
	readonly bytes: number;
	readonly packets: number | undefined;
	readonly errors: number | undefined;
	readonly drops: number | undefined;
};

/** One interface and what passed it. */
export type InterfaceCounters = {
	readonly name: string;
	/** Whether the totals count it, where there is any such interface. */
	readonly isPhysical: boolean;
	readonly isLoopback: boolean;
	/** Whether what passes it passes another interface as well: the totals never count it beside that one. */
	readonly isStacked: boolean;
	readonly receive: DirectionCounters;
	readonly send: DirectionCounters;
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
		const summed = countedOnce(candidates).map(measure);
		const isUsualChoice = choice.interfaces.length === 0;
		network = reuseUnchanged(network, {
			receiveBytesPerSecond: sum(summed.map(({receiveBytesPerSecond}) => receiveBytesPerSecond)),
			sendBytesPerSecond: sum(summed.map(({sendBytesPerSecond}) => sendBytesPerSecond)),
			interfaces: isUsualChoice ? (choice.showVirtual ? counted.map(measure) : summed) : candidates.map(measure),
		});
		return network;
	};
}

/** Each byte once: the real devices; where there is none (containers), what is not stacked; else whatever there is. */
function countedOnce(candidates: readonly InterfaceCounters[]): readonly InterfaceCounters[] {
	const choices = [
		candidates.filter(({isPhysical}) => isPhysical),
		candidates.filter(({isStacked}) => !isStacked),
		candidates,
	];
	return choices.find(choice => choice.length > 0) ?? [];
}

function rateBetween(
	before: InterfaceCounters | undefined,
	now: InterfaceCounters,
	seconds: number | undefined,
): NetworkInterface {
	// Both or none: a byte counter that went backwards wrapped, or the interface was made anew.
	const isContinued = before && now.receive.bytes >= before.receive.bytes && now.send.bytes >= before.send.bytes;
	const rate = (from: number | undefined, to: number | undefined): number | undefined =>
		isContinued && seconds !== undefined && from !== undefined && to !== undefined && to >= from
			? (to - from) / seconds
			: undefined;
	/** `undefined` as long as a direction that is counted has no rate. */
	const bothRates = (kind: 'errors' | 'drops'): number | undefined => {
		const counted = (['receive', 'send'] as const).filter(direction => now[direction][kind] !== undefined);
		const rates = counted.map(direction => rate(before?.[direction][kind], now[direction][kind]));
		return rates.includes(undefined) ? undefined : sum(rates);
	};

	return {
		name: now.name,
		isPhysical: now.isPhysical,
		receivedBytes: now.receive.bytes,
		sentBytes: now.send.bytes,
		receivedPackets: now.receive.packets,
		sentPackets: now.send.packets,
		receiveErrors: now.receive.errors,
		sendErrors: now.send.errors,
		receiveDrops: now.receive.drops,
		sendDrops: now.send.drops,
		receiveBytesPerSecond: rate(before?.receive.bytes, now.receive.bytes),
		sendBytesPerSecond: rate(before?.send.bytes, now.send.bytes),
		errorsPerSecond: bothRates('errors'),
		dropsPerSecond: bothRates('drops'),
		linkMbps: now.linkMbps,
	};
}

/** Of what is known; `undefined` when nothing is. */
function sum(rates: ReadonlyArray<number | undefined>): number | undefined {
	const known = rates.filter(rate => rate !== undefined);
	return known.length === 0 ? undefined : known.reduce((total, rate) => total + rate, 0);
}
