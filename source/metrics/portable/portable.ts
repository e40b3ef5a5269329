import {numberOf} from '../../support/fields.js';
import {boundedCall} from '../schedule/bounded-call.js';
import type {Swap} from '../snapshot.js';
import type {InterfaceCounters} from '../values/interface-counters.js';
import {plausiblePercent} from '../values/plausible.js';

/** The used part of systeminformation. */
export type Library = Pick<
	typeof import('systeminformation'),
	'blockDevices' | 'cpu' | 'mem' | 'networkInterfaces' | 'networkStats' | 'osInfo' | 'processes'
>;

/** A drive of Windows. */
export type Drive = {
	/** Drive letter: `C:`. */
	readonly letter: string;
	/** File system type: `ntfs`, … */
	readonly fileSystem: string;
	/** Whether it is a fixed disk: not a network share, a removable disk or an optical disc. */
	readonly isFixed: boolean;
};

/** A network interface of Windows. */
export type PortableInterface = Pick<InterfaceCounters, 'name' | 'isPhysical' | 'isLoopback' | 'linkMbps'>;

/** The traffic counters of an interface of Windows. */
export type PortableTraffic = Pick<InterfaceCounters, 'name' | 'receive' | 'send'>;

/** A process of Windows. Its processor time and threads are not available. */
export type PortableProcess = {
	readonly pid: number;
	readonly parentPid: number;
	/** Start time in epoch milliseconds. `undefined` for kernel processes. */
	readonly startedAtMs: number | undefined;
	readonly name: string;
	readonly residentSetBytes: number;
	/** Processor usage since the last call; 100 is all cores. Meaningless in the first call and for new processes. */
	readonly machinePercent: number | undefined;
};

/** Facts that Node.js does not provide. */
export type PortableFacts = {
	/** Name and version: `macOS 15.1`, `Microsoft Windows 11 Pro 10.0.26100`. */
	readonly osVersion: string | undefined;
	readonly physicalCores: number | undefined;
};

/** The queries to systeminformation. */
export type Portable = {
	/** Returns the swap space. A total of 0 may also mean that the query failed. */
	swap(): Promise<Swap>;
	drives(): Promise<readonly Drive[]>;
	interfaces(): Promise<readonly PortableInterface[]>;
	/** Returns the traffic of interfaces. Each name starts one process. Interfaces without an answer are skipped. */
	traffic(names: readonly string[]): Promise<readonly PortableTraffic[]>;
	processes(): Promise<readonly PortableProcess[]>;
	facts(): Promise<PortableFacts>;
};

const defaultTimeoutMs = 10_000;
const kibibyte = 1024;

/**
Returns the queries to systeminformation, for values of macOS and Windows that are available neither in Node.js nor from
a cheap program. The library is loaded on first use (10 MB, 26 ms). Its calls start processes, have no timeout and
report failures as 0 or as an empty list. Here each call has a timeout and runs at most once at a time, and unknown
values are `undefined`.

It has not been tested on macOS or Windows; only the conversion is tested.
*/
export function portable(
	load: () => Promise<Library> = () => import('systeminformation'),
	timeoutMs = defaultTimeoutMs,
): Portable {
	const ask = <Args extends readonly unknown[], Result>(
		name: string,
		call: (library: Library, ...args: Args) => Promise<Result>,
	): ((...args: Args) => Promise<Result>) =>
		boundedCall(`systeminformation.${name}`, timeoutMs, async (...args: Args) => call(await load(), ...args));

	return {
		swap: ask('mem', async library => {
			const {swaptotal: totalBytes, swapused: usedBytes} = await library.mem();
			if (!(totalBytes >= usedBytes && usedBytes >= 0)) {
				throw new Error(`systeminformation.mem: ${usedBytes} bytes of swap used of ${totalBytes}`);
			}

			return {totalBytes, usedBytes, usedPercent: totalBytes > 0 ? (100 * usedBytes) / totalBytes : undefined};
		}),
		drives: ask('blockDevices', async library => {
			const devices = await library.blockDevices();
			return devices.map(({mount, fsType, physical}) => ({
				letter: mount,
				fileSystem: fsType,
				isFixed: physical === 'Local',
			}));
		}),
		interfaces: ask('networkInterfaces', async library => {
			const interfaces = await library.networkInterfaces();
			return interfaces.map(({iface, internal, virtual, speed}) => ({
				name: iface,
				isPhysical: !internal && !virtual,
				isLoopback: internal,
				linkMbps: counter(speed ?? undefined) || undefined,
			}));
		}),
		traffic: ask('networkStats', async (library, names: readonly string[]) => {
			const traffic = await library.networkStats(names.join(','));
			return traffic
				.filter(({rx_bytes, tx_bytes}) => rx_bytes >= 0 && tx_bytes >= 0 && rx_bytes + tx_bytes > 0)
				.map(({iface, rx_bytes, tx_bytes, rx_errors, tx_errors, rx_dropped, tx_dropped}) => ({
					name: iface,
					receive: {bytes: rx_bytes, packets: undefined, errors: counter(rx_errors), drops: counter(rx_dropped)},
					send: {bytes: tx_bytes, packets: undefined, errors: counter(tx_errors), drops: counter(tx_dropped)},
				}));
		}),
		processes: ask('processes', async library => {
			const {list} = await library.processes();
			return list.map(({pid, parentPid, started, name, memRss, cpu}) => ({
				pid,
				parentPid,
				// Local time without a time zone.
				startedAtMs: numberOf(Date.parse(String(started).replace(' ', 'T'))),
				name,
				residentSetBytes: counter(memRss * kibibyte) ?? 0,
				machinePercent: plausiblePercent(cpu),
			}));
		}),
		facts: ask('osInfo', async library => {
			const [system, processor] = await Promise.all([library.osInfo(), library.cpu()]);
			return {
				// The library's value for "unknown".
				osVersion: system.distro === 'unknown' ? undefined : `${system.distro} ${system.release}`,
				physicalCores: counter(processor.physicalCores) || undefined,
			};
		}),
	};
}

/** Returns a counter. The library returns `null`, -1 or `NaN` for unknown values. */
function counter(value: number | null | undefined): number | undefined {
	const known = numberOf(value);
	return known !== undefined && known >= 0 ? known : undefined;
}
