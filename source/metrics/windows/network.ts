import type {Collector, Machine} from '../collector.js';
import {type Portable, type PortableInterface, portable} from '../portable/portable.js';
import {type InterfaceChoice, interfaceRates} from '../values/interface-rates.js';

const relearnAfterMs = 300_000;
/** Maximum number of interfaces, because each one starts a PowerShell. */
const maxInterfaces = 8;

/**
Returns a collector of the network traffic of Windows. The interfaces are listed every five minutes; a new one is not
visible until then.

It has not been tested on Windows.
*/
export function networkCollector(
	machine: Machine,
	options: InterfaceChoice,
	{interfaces: askInterfaces, traffic: askTraffic}: Pick<Portable, 'interfaces' | 'traffic'> = portable(),
): Collector<'network'> {
	const rates = interfaceRates(machine, options);
	let known: readonly PortableInterface[] = [];
	let learnDueMs = Number.NEGATIVE_INFINITY;

	return {
		name: 'network',
		cadenceMs: options.cadenceMs,
		timeoutMs: 30_000,
		async collect() {
			const nowMs = machine.monotonicMs();
			if (nowMs >= learnDueMs) {
				known = choose(await askInterfaces(), options);
				learnDueMs = nowMs + relearnAfterMs;
			}

			const traffic = await askTraffic(known.map(({name}) => name));
			const places = new Map(known.map(place => [place.name, place]));
			return rates(
				traffic.flatMap(counters => {
					const place = places.get(counters.name);
					return place ? [{...place, ...counters, isStacked: false}] : [];
				}),
			);
		},
	};
}

/** Returns the interfaces that are listed or counted. */
function choose(all: readonly PortableInterface[], {interfaces, showVirtual}: InterfaceChoice) {
	const physical = all.filter(({isPhysical}) => isPhysical);
	const usual = showVirtual || physical.length === 0 ? all : physical;
	const chosen = interfaces.length > 0 ? all.filter(({name}) => interfaces.includes(name)) : usual;
	if (chosen.length === 0) {
		throw new Error(
			interfaces.length > 0
				? `Windows reported none of the interfaces ${interfaces.join(', ')}`
				: 'Windows reported no interface',
		);
	}

	return chosen.slice(0, maxInterfaces);
}
