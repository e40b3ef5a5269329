import type {Collector, Machine} from '../collector.js';
import {createGapLog} from '../gaps.js';
import type {LinkState} from '../values/interface-counters.js';
import {type InterfaceChoice, interfaceRates} from '../values/interface-rates.js';
import {isPhysicalInterface, isStackedInterface} from './interface-kind.js';
import {kernelFile} from './kernel-file.js';
import {type LinkSpeed, linkSpeed} from './link-speed.js';
import {linkState} from './link-state.js';
import {netDevParser} from './procfs/net-dev.js';

/** Time between checks of the kind of an interface, which changes rarely. */
const lookAgainAfterMs = 60_000;

/**
Returns a collector of the network traffic. The totals are those of the physical interfaces, because traffic of bonds,
bridges and tunnels also passes a physical interface. Without physical interfaces (in containers) the totals are those
of interfaces that carry no traffic of others.
*/
export function networkCollector(machine: Machine, options: InterfaceChoice): Collector<'network'> {
	const file = kernelFile(machine.root === '' ? '/proc/net/dev' : `${machine.root}/proc/1/net/dev`);
	const directory = `${machine.root}/sys/class/net`;
	const measure = interfaceRates(machine, options);
	const log = createGapLog();
	const parse = netDevParser();
	let links: ReadonlyMap<string, Link> = new Map();

	const meet = (name: string, before: Link | undefined): Link => {
		const nowMs = machine.monotonicMs();
		if (before && nowMs - before.metMs < lookAgainAfterMs) {
			return before;
		}

		const isPhysical = isPhysicalInterface(directory, name);
		const speed = before?.speed ?? linkSpeed(`${directory}/${name}`, machine.monotonicMs);
		const state = before?.state ?? linkState(`${directory}/${name}`, machine.monotonicMs);
		// A host may have hundreds of virtual interfaces.
		const isRead = isPhysical || options.interfaces.includes(name);
		return {
			metMs: nowMs,
			isPhysical,
			isStacked: undefined,
			speed: isPhysical ? speed : undefined,
			state: isRead ? state : undefined,
		};
	};

	/** Determines whether an interface is stacked, which is needed only without physical interfaces. */
	const knowStacked = (name: string, link: Link): Link =>
		link.isStacked === undefined ? {...link, isStacked: isStackedInterface(directory, name)} : link;

	return {
		name: 'network',
		cadenceMs: options.cadenceMs,
		timeoutMs: options.cadenceMs,
		collect() {
			log.clear();
			const traffic = parse(file.readText(), reason => log.note('interfaces', reason));
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
						link: link?.state?.(),
					};
				}),
			);
		},
		gaps: log.gaps,
		[Symbol.dispose]: file[Symbol.dispose],
	};
}

/** The cached properties of an interface. */
type Link = {
	readonly metMs: number;
	readonly isPhysical: boolean;
	readonly isStacked: boolean | undefined;
	readonly speed: LinkSpeed | undefined;
	readonly state: (() => LinkState) | undefined;
};
