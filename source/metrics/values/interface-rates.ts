import type {Machine} from '../collector.js';
import {reuseUnchanged} from '../schedule/reuse-unchanged.js';
import type {Network, NetworkInterface} from '../snapshot.js';
import {elapsedSeconds} from './elapsed.js';
import type {InterfaceCounters} from './interface-counters.js';
import {notableInterfaces} from './notable-interfaces.js';

/** The selection of listed interfaces, on all platforms. */
export type InterfaceChoice = {
	readonly cadenceMs: number;
	/** Names to list and to count instead of the default selection. Empty: the default selection. */
	readonly interfaces: readonly string[];
	/** Whether to list bridges, tunnels and loopback too. The totals do not change. */
	readonly showVirtual: boolean;
};

/** Returns a function that computes rates from the counters of successive calls. */
export function interfaceRates(
	machine: Machine,
	choice: InterfaceChoice,
): (counted: readonly InterfaceCounters[]) => Network {
	let previous: ReadonlyMap<string, InterfaceCounters> = new Map();
	let previousMs: number | undefined;
	let network: Network | undefined;
	const notable = notableInterfaces();

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
		const countedOnes = countedOnce(candidates);
		const summed = countedOnes.map(measure);
		const listed = (): readonly NetworkInterface[] => {
			if (choice.interfaces.length > 0) {
				return candidates.map(measure);
			}

			const inTotals = new Set(countedOnes);
			const others = counted.filter(counters => !inTotals.has(counters));
			return choice.showVirtual
				? counted.map(measure)
				: [...summed, ...notable(others, before, seconds, nowMs).map(measure)];
		};
		network = reuseUnchanged(network, {
			receiveBytesPerSecond: sum(summed.map(({receiveBytesPerSecond}) => receiveBytesPerSecond)),
			sendBytesPerSecond: sum(summed.map(({sendBytesPerSecond}) => sendBytesPerSecond)),
			interfaces: listed(),
		});
		return network;
	};
}

/**
Returns the interfaces that count each byte once: the physical ones, otherwise those that are not stacked, otherwise
all.
*/
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
	// Both or none: when a byte counter decreased, it wrapped or the interface was recreated.
	const isContinued = before && now.receive.bytes >= before.receive.bytes && now.send.bytes >= before.send.bytes;
	const rate = (from: number | undefined, to: number | undefined): number | undefined =>
		isContinued && seconds !== undefined && from !== undefined && to !== undefined && to >= from
			? (to - from) / seconds
			: undefined;
	/** Returns the sum of both directions; `undefined` when a counted direction has no rate. */
	const bothRates = (kind: 'errors' | 'drops'): number | undefined => {
		const counted = (['receive', 'send'] as const).filter(direction => now[direction][kind] !== undefined);
		const rates = counted.map(direction => rate(before?.[direction][kind], now[direction][kind]));
		return rates.includes(undefined) ? undefined : sum(rates);
	};

	const receiveBytesPerSecond = rate(before?.receive.bytes, now.receive.bytes);
	const sendBytesPerSecond = rate(before?.send.bytes, now.send.bytes);
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
		receiveBytesPerSecond,
		sendBytesPerSecond,
		errorsPerSecond: bothRates('errors'),
		dropsPerSecond: bothRates('drops'),
		receivePacketsPerSecond: rate(before?.receive.packets, now.receive.packets),
		sendPacketsPerSecond: rate(before?.send.packets, now.send.packets),
		receiveErrorsPerSecond: rate(before?.receive.errors, now.receive.errors),
		sendErrorsPerSecond: rate(before?.send.errors, now.send.errors),
		receiveDropsPerSecond: rate(before?.receive.drops, now.receive.drops),
		sendDropsPerSecond: rate(before?.send.drops, now.send.drops),
		linkMbps: now.linkMbps,
		linkUsedPercent: linkShare(receiveBytesPerSecond, sendBytesPerSecond, now.linkMbps),
		carrierChanges: now.link?.carrierChanges,
		isUp: now.link?.isUp,
	};
}

/** Returns the used share of the link in the busier direction. */
function linkShare(
	receiveBytesPerSecond: number | undefined,
	sendBytesPerSecond: number | undefined,
	linkMbps: number | undefined,
): number | undefined {
	const rates = [receiveBytesPerSecond, sendBytesPerSecond].filter(rate => rate !== undefined);
	const bytesPerPercent = (linkMbps ?? 0) * (1e6 / 8 / 100);
	return rates.length === 0 || bytesPerPercent === 0 ? undefined : Math.min(100, Math.max(...rates) / bytesPerPercent);
}

/** Returns the sum of the known rates; `undefined` when none is known. */
function sum(rates: ReadonlyArray<number | undefined>): number | undefined {
	const known = rates.filter(rate => rate !== undefined);
	return known.length === 0 ? undefined : known.reduce((total, rate) => total + rate, 0);
}
