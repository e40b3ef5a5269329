import type {Collector, Machine} from '../collector.js';
import {type Command, command} from '../command.js';
import {type InterfaceChoice, interfaceRates} from '../values/interface-rates.js';
import {parseNetstat} from './netstat.js';

const timeoutMs = 5000;

const systemNetstat = (): Command => command('/usr/sbin/netstat', ['-ibn'], {timeoutMs});

/**
Returns a collector of the network traffic of macOS. Only `en0`, `en1`, … count as physical (Ethernet, Wi-Fi, tethered
phones), because traffic of tunnels and bridges also passes one of them. Interfaces without any traffic are skipped.

It has not been tested on macOS; its parser is tested with recorded output.
*/
export function networkCollector(
	machine: Machine,
	options: InterfaceChoice,
	netstat: Command = systemNetstat(),
): Collector<'network'> {
	const rates = interfaceRates(machine, options);

	return {
		name: 'network',
		cadenceMs: options.cadenceMs,
		timeoutMs: timeoutMs * 2,
		async collect(signal) {
			const links = parseNetstat(await netstat.run(signal));
			return rates(
				links
					.filter(({receive, send}) => receive.bytes + send.bytes > 0)
					.map(link => ({
						...link,
						isPhysical: /^en\d/.test(link.name),
						isLoopback: /^lo\d/.test(link.name),
						isStacked: /^(?:utun|ipsec|ppp|gif|stf|bridge|vmenet|vlan|bond)\d/.test(link.name),
						linkMbps: undefined,
					})),
			);
		},
		[Symbol.dispose]: () => netstat[Symbol.dispose](),
	};
}
