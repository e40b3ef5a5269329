import {existsSync} from 'node:fs';
import type {Collector, Machine} from '../collector.js';
import {elapsedSeconds} from '../elapsed.js';
import {reuseUnchanged} from '../reuse-unchanged.js';
import type {Network, NetworkInterface} from '../snapshot.js';
import {kernelFile} from './kernel-file.js';
import {type LinkSpeed, linkSpeed} from './link-speed.js';
import {type InterfaceCounters, parseNetDev} from './procfs/net-dev.js';

export type NetworkOptions = {
	readonly cadenceMs: number;
	/** Names to show and to count instead of the usual choice. Empty: the usual choice. */
	readonly interfaces: readonly string[];
	/** Lists bridges, tunnels, loopback and containers' ends too. The totals stay those of the real devices. */
	readonly showVirtual: boolean;
};

/**
Traffic per interface and in total. A byte that passes a bond, a bridge or a tunnel passes a real device as well, so only
real devices are counted: each byte once. Where there is none (containers), all but loopback are.
*/
export function networkCollector(machine: Machine, options: NetworkOptions): Collector<'network'> {
	const chosen = new Set(options.interfaces);
	const file = kernelFile(machine.root === '' ? '/proc/net/dev' : `${machine.root}/proc/1/net/dev`);
	let previous = new Map<string, Known>();
	let previousMs: number | undefined;
	let network: Network | undefined;

	const meet = (name: string): Omit<Known, 'counters'> => {
		const place = `${machine.root}/sys/class/net/${name}`;
		const isPhysical = existsSync(`${place}/device`);
		return {isPhysical, speed: isPhysical ? linkSpeed(place, machine.monotonicMs) : undefined};
	};

	return {
		name: 'network',
		cadenceMs: options.cadenceMs,
		timeoutMs: options.cadenceMs,
		collect() {
			const counted = parseNetDev(file.readText());
			const nowMs = machine.monotonicMs();
			const seconds = elapsedSeconds(previousMs, nowMs, options.cadenceMs);
			const before = previous;
			previous = new Map(
				counted.map(counters => [counters.name, {...(before.get(counters.name) ?? meet(counters.name)), counters}]),
			);
			previousMs = nowMs;

			const all = [...previous.values()].map(known =>
				measure(known, before.get(known.counters.name)?.counters, seconds),
			);
			network = reuseUnchanged(network, choose(all, chosen, options.showVirtual));
			return network;
		},
		[Symbol.dispose]: file[Symbol.dispose],
	};
}

/** What is remembered of an interface while it exists. */
type Known = {
	readonly counters: InterfaceCounters;
	readonly isPhysical: boolean;
	readonly speed: LinkSpeed | undefined;
};

function choose(all: readonly NetworkInterface[], chosen: ReadonlySet<string>, showVirtual: boolean): Network {
	const candidates = all.filter(({name}) => (chosen.size > 0 ? chosen.has(name) : name !== 'lo'));
	const physical = candidates.filter(({isPhysical}) => isPhysical);
	const counted = physical.length > 0 ? physical : candidates;
	return {
		receiveBytesPerSecond: sum(counted.map(({receiveBytesPerSecond}) => receiveBytesPerSecond)),
		sendBytesPerSecond: sum(counted.map(({sendBytesPerSecond}) => sendBytesPerSecond)),
		interfaces: chosen.size > 0 ? candidates : showVirtual ? all : counted,
	};
}

function measure(
	{counters, isPhysical, speed}: Known,
	before: InterfaceCounters | undefined,
	seconds: number | undefined,
): NetworkInterface {
	// Both or none: a byte counter that went backwards wrapped at 32 bits, or the interface was made anew.
	const isContinued =
		before && counters.receivedBytes >= before.receivedBytes && counters.sentBytes >= before.sentBytes;
	const rate = (count: 'receivedBytes' | 'sentBytes' | 'errors'): number | undefined =>
		isContinued && seconds !== undefined && counters[count] >= before[count]
			? (counters[count] - before[count]) / seconds
			: undefined;

	return {
		name: counters.name,
		isPhysical,
		receivedBytes: counters.receivedBytes,
		sentBytes: counters.sentBytes,
		receiveBytesPerSecond: rate('receivedBytes'),
		sendBytesPerSecond: rate('sentBytes'),
		errorsPerSecond: rate('errors'),
		linkMbps: speed?.(),
	};
}

/** Of what is known; `undefined` when nothing is. */
function sum(rates: ReadonlyArray<number | undefined>): number | undefined {
	const known = rates.filter(rate => rate !== undefined);
	return known.length === 0 ? undefined : known.reduce((total, rate) => total + rate, 0);
}
