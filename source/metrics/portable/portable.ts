import {numberOf} from '../../support/fields.js';
import {boundedCall} from '../schedule/bounded-call.js';
import type {Swap} from '../snapshot.js';
import type {InterfaceCounters} from '../values/interface-rates.js';
import {plausiblePercent} from '../values/plausible.js';

/** The part of systeminformation that is used. */
export type Library = Pick<
	typeof import('systeminformation'),
	'blockDevices' | 'cpu' | 'mem' | 'networkInterfaces' | 'networkStats' | 'osInfo' | 'processes'
>;

/** A drive of Windows. */
export type Drive = {
	/** `C:` */
	readonly letter: string;
	/** `ntfs`, … */
	readonly fileSystem: string;
	/** A disk in this machine: neither a network share nor a stick nor a disc. */
	readonly isFixed: boolean;
};

export type PortableInterface = Pick<InterfaceCounters, 'name' | 'isPhysical' | 'isLoopback' | 'linkMbps'>;

export type PortableTraffic = Pick<InterfaceCounters, 'name' | 'receive' | 'send'>;

/** A process of Windows. Neither its processor time nor its threads are told. */
export type PortableProcess = {
	readonly pid: number;
	readonly parentPid: number;
	/** Epoch milliseconds. `undefined` for what is a part of the kernel. */
	readonly startedAtMs: number | undefined;
	readonly name: string;
	readonly residentSetBytes: number;
	/** 100 = all cores busy, since the last call. Means nothing in the first call, nor for a process not seen before. */
	readonly machinePercent: number | undefined;
};

/** What Node does not know itself. */
export type PortableFacts = {
	/** `macOS 15.1`, `Microsoft Windows 11 Pro 10.0.26100`. */
	readonly osVersion: string | undefined;
	readonly physicalCores: number | undefined;
};

/** What systeminformation is asked, in our terms. */
export type Portable = {
	/** A total of 0 also when the question failed: the library does not tell one from the other. */
	swap(): Promise<Swap>;
	drives(): Promise<readonly Drive[]>;
	interfaces(): Promise<readonly PortableInterface[]>;
	/** One process is started for each name. Interfaces that gave no answer are left out. */
	traffic(names: readonly string[]): Promise<readonly PortableTraffic[]>;
	processes(): Promise<readonly PortableProcess[]>;
	facts(): Promise<PortableFacts>;
};

const defaultTimeoutMs = 10_000;
const kibibyte = 1024;

/**
The only door to systeminformation, for what macOS and Windows tell neither through Node nor through one cheap program. The
library is loaded when first asked (10 MB, 26 ms). Its calls start processes, have no time limit and report failure as 0
or as an empty list; here each has a limit and at most one answer outstanding, and what means "unknown" is `undefined`.

Not tried on macOS or Windows: only the translation is tested.
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
				// In local time, without a zone.
				startedAtMs: numberOf(Date.parse(String(started).replace(' ', 'T'))),
				name,
				residentSetBytes: counter(memRss * kibibyte) ?? 0,
				machinePercent: plausiblePercent(cpu),
			}));
		}),
		facts: ask('osInfo', async library => {
			const [system, processor] = await Promise.all([library.osInfo(), library.cpu()]);
			return {
				// The library's word for what it could not find out.
				osVersion: system.distro === 'unknown' ? undefined : `${system.distro} ${system.release}`,
				physicalCores: counter(processor.physicalCores) || undefined,
			};
		}),
	};
}

/** The library writes `null`, -1 or `NaN` for what it could not find out. */
function counter(value: number | null | undefined): number | undefined {
	const known = numberOf(value);
	return known !== undefined && known >= 0 ? known : undefined;
}
