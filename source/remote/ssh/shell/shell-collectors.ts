import {type AnyCollector, type Collector, UnavailableError} from '../../../metrics/collector.js';
import type {Gaps} from '../../../metrics/gaps.js';
import {cpuCollector} from '../../../metrics/linux/cpu.js';
import {diskIoCollector} from '../../../metrics/linux/disk-io.js';
import {disksCollector} from '../../../metrics/linux/disks.js';
import {kernelCollector} from '../../../metrics/linux/kernel.js';
import {loadCollector} from '../../../metrics/linux/load.js';
import {memoryCollector} from '../../../metrics/linux/memory.js';
import {networkCollector} from '../../../metrics/linux/network.js';
import {pagingCollector} from '../../../metrics/linux/paging.js';
import {pressureCollector} from '../../../metrics/linux/pressure.js';
import {processesCollector} from '../../../metrics/linux/processes.js';
import {raidCollector} from '../../../metrics/linux/raid.js';
import {socketsCollector} from '../../../metrics/linux/sockets.js';
import {systemCollector} from '../../../metrics/linux/system.js';
import {metricNames} from '../../../metrics/registry.js';
import type {MetricName} from '../../../metrics/snapshot.js';
import type {MirroredMachine} from './mirrored-machine.js';
import type {Group} from './script.js';

/** The time between requests of each group, in milliseconds. `undefined`: at every tick. */
export const cadences = {
	s: 600_000,
	l: 10_000,
	t: undefined,
	m: 2000,
	p: 2000,
	d: 10_000,
} as const satisfies Record<Group, number | undefined>;

/** Names of architectures as Node has them, by those of `uname -m`. Others are the same. */
const architectures: Readonly<Record<string, string>> = {
	x86_64: 'x64',
	aarch64: 'arm64',
	armv7l: 'arm',
	i686: 'ia32',
	ppc64le: 'ppc64',
};

export type ShellCollectors = {
	readonly collectors: readonly AnyCollector[];
	/** Returns the mount points of which the collectors need the size. */
	mountPoints(): readonly string[];
};

/**
Returns the collectors of what the script prints. They read the mirror of the machine like the machine itself. The time
between two frames is from `tickMs` to `maxTickMs`.
*/
export function shellCollectors(mirrored: MirroredMachine, tickMs: number, maxTickMs: number): ShellCollectors {
	const {machine} = mirrored;
	const mountPoints = new Set<string>();
	const disks = disksCollector(machine, {
		cadenceMs: cadences.d,
		paths: [],
		statFs(place) {
			const path = place.toString().slice(machine.root.length) || '/';
			mountPoints.add(path);
			return mirrored.statFs(path);
		},
		// A command that waits for a server would hold up all other requests.
		askDf(_path, _options, onAnswer) {
			onAnswer({state: 'unsupported', reason: 'file systems of other machines are not measured over ssh'});
			return {isAlive: () => false, [Symbol.dispose]() {}};
		},
	});
	const system = systemCollector(machine, cadences.l);
	/** Calls a collector only when its group was read again; otherwise its last result stays. */
	const onFrame = <Name extends MetricName>(collector: Collector<Name>, group: Group): Collector<Name> => ({
		...collector,
		cadenceMs: tickMs,
		timeoutMs: Math.max(tickMs, collector.timeoutMs),
		...onceOf(collector, () => mirrored.generation(group), machine.root),
	});

	const measured: readonly AnyCollector[] = [
		onFrame(
			{
				...system,
				async collect(signal) {
					const facts = await system.collect(signal);
					return facts && {...facts, architecture: architectures[facts.machine] ?? facts.machine, nodeVersion: ''};
				},
			},
			'l',
		),
		onFrame(cpuCollector(machine, maxTickMs), 't'),
		onFrame(loadCollector(machine, maxTickMs), 't'),
		onFrame(memoryCollector(machine, maxTickMs), 't'),
		onFrame(pagingCollector(machine, maxTickMs), 't'),
		onFrame(diskIoCollector(machine, maxTickMs), 't'),
		onFrame(networkCollector(machine, {cadenceMs: maxTickMs, interfaces: [], showVirtual: false}), 't'),
		onFrame(pressureCollector(machine, cadences.m), 'm'),
		onFrame(socketsCollector(machine, cadences.m), 'm'),
		onFrame(kernelCollector(machine, cadences.m), 'm'),
		onFrame(processesCollector(machine, {cadenceMs: cadences.p, isListRequested: () => true}), 'p'),
		onFrame(raidCollector(machine, cadences.l), 'l'),
		onFrame(
			{
				...disks,
				collect(signal) {
					mountPoints.clear();
					return disks.collect(signal);
				},
			},
			'd',
		),
	];
	const names = new Set(measured.map(({name}) => name));
	return {
		collectors: [...measured, ...metricNames.filter(name => !names.has(name)).map(name => unmeasured(name, tickMs))],
		mountPoints: () => [...mountPoints],
	};
}

/** Returns a collector of a metric that the script does not print. */
function unmeasured(name: MetricName, cadenceMs: number): AnyCollector {
	return {
		name,
		cadenceMs,
		timeoutMs: cadenceMs,
		collect() {
			throw new UnavailableError('unsupported', 'requires mon-tui or Node.js on the other machine');
		},
	};
}

/** Returns the functions of a collector that measures once per generation, with the paths of the other machine in reasons. */
function onceOf<Name extends MetricName>(
	collector: Collector<Name>,
	generation: () => number,
	root: string,
): Pick<Collector<Name>, 'collect' | 'gaps'> {
	const own = (reason: string): string => reason.replaceAll(root, '');
	let seen: number | undefined;
	let last: {readonly collect: () => ReturnType<Collector<Name>['collect']>} | undefined;

	const fail = (error: unknown): never => {
		if (error instanceof Error) {
			error.message = own(error.message);
		}

		throw error;
	};

	return {
		collect(signal) {
			const now = generation();
			if (last && seen === now) {
				return last.collect();
			}

			seen = now;
			try {
				const value = collector.collect(signal);
				const result = value instanceof Promise ? value.catch(fail) : value;
				last = {collect: () => result};
				return result;
			} catch (error) {
				last = {collect: () => fail(error)};
				return fail(error);
			}
		},
		gaps() {
			const gaps = collector.gaps?.();
			return (
				gaps && (Object.fromEntries(Object.entries(gaps).map(([part, reason]) => [part, own(reason)])) satisfies Gaps)
			);
		},
	};
}
