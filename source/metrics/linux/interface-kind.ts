import {existsSync, readlinkSync} from 'node:fs';
import path from 'node:path';
import {naturalNumber} from '../values/whole-number.js';
import {listIfPresent, readIfPresent} from './if-present.js';

/** Buses of the end of a guest's interface: what the guest sends is counted again where it leaves the machine. */
const backEndBuses: ReadonlySet<string> = new Set(['xen-backend']);

/** `ARPHRD_*` of wireless interfaces that see what their siblings send and receive. */
const monitorTypes: ReadonlySet<number> = new Set([801, 802, 803]);

/** `ARPHRD_*` of tunnels: PPP, IP in IP, SIT, GRE, and what has no link layer (`tun`, WireGuard). */
const tunnelTypes: ReadonlySet<number> = new Set([512, 768, 769, 776, 778, 779, 823, 65_534]);

/** `DEVTYPE` of drivers that send through another interface, or join several. */
const stackedDrivers: ReadonlySet<string> = new Set(
	'bond bridge geneve gre gretap ip6gre l2tpeth ppp vxlan wireguard'.split(' '),
);

/** Drivers whose interfaces repeat or swallow what passes others, and of which sysfs says nothing. */
const repeatingNames = /^(?:ifb|nlmon|dummy|teql|gretap|erspan)\d/;

/** The names that drivers and container engines give, for where sysfs is hidden. */
const stackedNames =
	/^(?:tun|tap|wg|ppp|tunl|gre|erspan|ip6gre|ip6tnl|ip_vti|ip6_vti|vti|sit|ipip|vxlan|geneve|ifb|nlmon|dummy|teql|docker|br-|virbr|lxcbr|lxdbr|veth|vnet|cali|flannel|cni|cilium|kube-ipvs|nodelocaldns)/;

/**
Returns whether an interface is a real device that carries traffic of its own, from its directory in `/sys/class/net`.

A device is not counted where another device counts its traffic again: a virtual function below a synthetic interface
(`hv_netvsc`, `net_failover`), whose master is a device too; a port of a switch behind its conduit, and the stand-in for a
guest's port of one; the back end of a guest; a monitor. A bond or a bridge is no device: there the members count.
*/
export function isPhysicalInterface(directory: string, name: string): boolean {
	const place = `${directory}/${name}`;
	return (
		existsSync(`${place}/device`) &&
		!existsSync(`${place}/master/device`) &&
		!backEndBuses.has(busOf(place)) &&
		!/^(?:c\d+)?pf\d+(?:vf|sf)\d+$/.test(readIfPresent(`${place}/phys_port_name`) ?? '') &&
		!monitorTypes.has(typeOf(place)) &&
		!hasConduit(directory, name)
	);
}

/**
Returns whether what passes an interface passes another one of this machine or container as well: tunnels, bridges and
their ports, bonds, VLANs. For where there is no real device; each byte is then counted at the interfaces that are not.
*/
export function isStackedInterface(directory: string, name: string): boolean {
	const place = `${directory}/${name}`;
	if (!existsSync(place)) {
		return stackedNames.test(name);
	}

	return (
		repeatingNames.test(name) ||
		listIfPresent(place).some(entry => entry.startsWith('lower_')) ||
		['tun_flags', 'bridge', 'bonding', 'master/bridge', 'device'].some(entry => existsSync(`${place}/${entry}`)) ||
		tunnelTypes.has(typeOf(place)) ||
		stackedDrivers.has(/^DEVTYPE=(.*)$/m.exec(readIfPresent(`${place}/uevent`) ?? '')?.[1] ?? '')
	);
}

function busOf(place: string): string {
	try {
		return path.basename(readlinkSync(`${place}/device/subsystem`));
	} catch {
		return '';
	}
}

function typeOf(place: string): number {
	return naturalNumber(readIfPresent(`${place}/type`)) ?? 0;
}

/** The ports of a switch send and receive through a device of the host: `iflink` is its number. */
function hasConduit(directory: string, name: string): boolean {
	const link = readIfPresent(`${directory}/${name}/iflink`);
	const own = readIfPresent(`${directory}/${name}/ifindex`);
	return (
		link !== undefined &&
		own !== undefined &&
		link !== own &&
		listIfPresent(directory).some(
			other =>
				other !== name &&
				readIfPresent(`${directory}/${other}/ifindex`) === link &&
				existsSync(`${directory}/${other}/device`),
		)
	);
}
