import type {Collector, Machine} from '../collector.js';
import {createGapLog} from '../gaps.js';
import {type InterfaceChoice, interfaceRates} from '../values/interface-rates.js';
import {isPhysicalInterface, isStackedInterface} from './interface-kind.js';
import {kernelFile} from './kernel-file.js';
import {type LinkSpeed, linkSpeed} from './link-speed.js';
import {parseNetDev} from './procfs/net-dev.js';

/** An interface is given a master, or taken from one, seldom. */
const lookAgainAfterMs = 60_000;

/**
Traffic per interface and in total. A byte that passes a bond, a bridge or a tunnel passes a real device as well, so only
real devices are counted: each byte once. Where there is none (containers), those are that carry nothing of another.
*/
export function networkCollector(machine: Machine, options: InterfaceChoice): Collector<'network'> {
	const file = kernelFile(machine.root === '' ? '/proc/net/dev' : `${machine.root}/proc/1/net/dev`);
	const directory = `${machine.root}/sys/class/net`;
	const measure = interfaceRates(machine, options);
	const log = createGapLog();
	let links: ReadonlyMap<string, Link> = new Map();

	const meet = (name: string, before: Link | undefined): Link => {
		const nowMs = machine.monotonicMs();
		if (before && nowMs - before.metMs < lookAgainAfterMs) {
			return before;
		}

		const isPhysical = isPhysicalInterface(directory, name);
		const speed = before?.speed ?? linkSpeed(`${directory}/${name}`, machine.monotonicMs);
		return {metMs: nowMs, isPhysical, isStacked: undefined, speed: isPhysical ? speed : undefined};
	};

	/** Which interfaces are stacked matters only where there is no real device. */
	const knowStacked = (name: string, link: Link): Link =>
		link.isStacked === undefined ? {...link, isStacked: isStackedInterface(directory, name)} : link;

	return {
		name: 'network',
		cadenceMs: options.cadenceMs,
		timeoutMs: options.cadenceMs,
		collect() {
			log.clear();
			const traffic = parseNetDev(file.readText(), reason => log.note('interfaces', reason));
			const met = traffic.map(({name}) => [name, meet(name, links.get(name))] as const);
			const hasDevice = met.some(([, {isPhysical}]) => isPhysical);
			links = new Map(hasDevice ? met : met.map(([name, link]) => [name, knowStacked(name, link)]));
			return measure(
				traffic.map(counters => {
					const link = links.get(counters.name);
					return {
						...counters,
						isPhysical: link?.isPhysical ?? false,
						isStacked: link?.isStacked ?? false,
						isLoopback: counters.name === 'lo',
						linkMbps: link?.speed?.(),
					};
				}),
			);
		},
		gaps: log.gaps,
		[Symbol.dispose]: file[Symbol.dispose],
	};
}

/** What is remembered of an interface while it exists. */
type Link = {
	readonly metMs: number;
	readonly isPhysical: boolean;
	readonly isStacked: boolean | undefined;
	readonly speed: LinkSpeed | undefined;
};
