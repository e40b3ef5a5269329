import {existsSync} from 'node:fs';
import type {Collector, Machine} from '../collector.js';
import {type InterfaceChoice, interfaceRates} from '../interface-rates.js';
import {kernelFile} from './kernel-file.js';
import {type LinkSpeed, linkSpeed} from './link-speed.js';
import {parseNetDev} from './procfs/net-dev.js';

/**
Traffic per interface and in total. A byte that passes a bond, a bridge or a tunnel passes a real device as well, so only
real devices are counted: each byte once. Where there is none (containers), all but loopback are.
*/
export function networkCollector(machine: Machine, options: InterfaceChoice): Collector<'network'> {
	const file = kernelFile(machine.root === '' ? '/proc/net/dev' : `${machine.root}/proc/1/net/dev`);
	const measure = interfaceRates(machine, options);
	let links: ReadonlyMap<string, Link> = new Map();

	const meet = (name: string): Link => {
		const place = `${machine.root}/sys/class/net/${name}`;
		const isPhysical = existsSync(`${place}/device`);
		return {isPhysical, speed: isPhysical ? linkSpeed(place, machine.monotonicMs) : undefined};
	};

	return {
		name: 'network',
		cadenceMs: options.cadenceMs,
		timeoutMs: options.cadenceMs,
		collect() {
			const traffic = parseNetDev(file.readText());
			const known = links;
			links = new Map(traffic.map(({name}) => [name, known.get(name) ?? meet(name)]));
			return measure(
				traffic.map(counters => {
					const link = links.get(counters.name);
					return {
						...counters,
						isPhysical: link?.isPhysical ?? false,
						isLoopback: counters.name === 'lo',
						linkMbps: link?.speed?.(),
					};
				}),
			);
		},
		[Symbol.dispose]: file[Symbol.dispose],
	};
}

/** What is remembered of an interface while it exists. */
type Link = {
	readonly isPhysical: boolean;
	readonly speed: LinkSpeed | undefined;
};
