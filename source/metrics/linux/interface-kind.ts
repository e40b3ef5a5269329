import {existsSync, readlinkSync} from 'node:fs';
import path from 'node:path';
import {naturalNumber} from '../values/whole-number.js';
import {listIfPresent, readIfPresent} from './if-present.js';

/** Buses of the host side of guest interfaces, whose traffic is counted again where it leaves the machine. */
const backEndBuses: ReadonlySet<string> = new Set(['xen-backend']);

/** `ARPHRD_*` types of wireless monitor interfaces, which see the traffic of other interfaces. */
const monitorTypes: ReadonlySet<number> = new Set([801, 802, 803]);

/** `ARPHRD_*` types of tunnels: PPP, IP in IP, SIT, GRE, and interfaces without a link layer (`tun`, WireGuard). */
const tunnelTypes: ReadonlySet<number> = new Set([512, 768, 769, 776, 778, 779, 823, 65_534]);

/** `DEVTYPE` values of drivers that send through another interface or combine several. */
const stackedDrivers: ReadonlySet<string> = new Set(
	'bond bridge geneve gre gretap ip6gre l2tpeth ppp vxlan wireguard'.split(' '),
);

/** Names of interfaces that duplicate or discard the traffic of others and are not marked in sysfs. */
const repeatingNames = /^(?:ifb|nlmon|dummy|teql|gretap|erspan)\d/;

/** Names given by drivers and container engines, for machines without sysfs. */
const stackedNames =
	/^(?:tun|tap|wg|ppp|tunl|gre|erspan|ip6gre|ip6tnl|ip_vti|ip6_vti|vti|sit|ipip|vxlan|geneve|ifb|nlmon|dummy|teql|docker|br-|virbr|lxcbr|lxdbr|veth|vnet|cali|flannel|cni|cilium|kube-ipvs|nodelocaldns)/;

/**
Returns whether an interface is physical, from its directory in `/sys/class/net`.

Devices whose traffic another device also counts are not physical: a virtual function below a synthetic interface
(`hv_netvsc`, `net_failover`), a switch port behind its conduit, a port representor, the host side of a guest interface,
a monitor interface. Bonds and bridges are not physical; their members are.
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
Returns whether the traffic of an interface also passes another interface of this machine or container: tunnels, bridges
and their ports, bonds, VLANs. Used without physical interfaces: the totals are then those of the other interfaces.
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

/** Returns whether an interface is a switch port that uses a device of the host, whose number is in `iflink`. */
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
