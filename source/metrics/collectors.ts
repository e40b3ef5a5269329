import process from 'node:process';
import type {AnyCollector, Machine} from './collector.js';
import {createEventTracker, type EventTracker} from './events/event-tracker.js';
import {gpuBackendNames} from './gpu/backend.js';
import {type GpuOptions, gpuCollector} from './gpu/gpu.js';
import type {MetricSettings} from './metric-settings.js';
import type {Platform} from './platform.js';
import {processMomentMs, processSampler, type SampleProcesses} from './process-sampler.js';
import {metricNames, registry, settingsOf} from './registry.js';
import {selfCollector} from './self/self.js';
import type {Investigate, MetricName} from './snapshot.js';

/** A function that returns the collectors for a sampling interval. */
export type CollectorFactory = (tickMs: number) => readonly AnyCollector[];

/** The options of `collectorFactory`. */
export type CollectorOptions = {
	readonly metrics: MetricSettings;
	/** Returns whether the process list is requested. */
	isProcessListRequested(): boolean;
	/** Returns whether the process list is requested at a lower rate. */
	isLightProcessListRequested?(): boolean;
	/** Returns the pids of processes of which all values are measured in each pass. */
	shownPids?(): Iterable<number>;
	/** Called once for each new failure of a GPU back-end while others work. */
	readonly onGpuFailure?: NonNullable<GpuOptions['onFailure']>;
};

/** Returns this machine. `root` is the path at which its files are mounted inside a container. */
export function thisMachine(root: string | undefined): Machine {
	return {
		root: (root ?? '').replace(/\/+$/, ''),
		monotonicMs: () => performance.now(),
		nowMs: () => Date.now(),
	};
}

/** Loads the collectors of this platform. */
export async function collectorFactory(machine: Machine, options: CollectorOptions): Promise<CollectorFactory> {
	const platform = await loadPlatform(process.platform);
	const tracker = createEventTracker(machine.nowMs().toString(36));
	return tickMs => createCollectors(platform, machine, options, tickMs, tracker);
}

/** Returns a function that lists the processes of this machine on demand. */
export async function localProcessSampler(machine: Machine): Promise<SampleProcesses> {
	const platform = await loadPlatform(process.platform);
	return processSampler(() => platform.processes(machine, {cadenceMs: processMomentMs, isListRequested: () => true}));
}

/** Returns the function that answers questions about this machine. `undefined` where the platform answers none. */
export async function localInvestigator(machine: Machine): Promise<Investigate | undefined> {
	const platform = await loadPlatform(process.platform);
	return platform.investigator?.(machine);
}

async function loadPlatform(name: NodeJS.Platform): Promise<Platform> {
	switch (name) {
		case 'linux':
		case 'android':
			return (await import('./linux/platform.js')).platform;
		case 'win32':
			return (await import('./windows/platform.js')).platform;
		case 'darwin':
			return (await import('./darwin/platform.js')).platform;
		default:
			throw new Error(`unsupported platform "${name}"; supported: linux, darwin, win32`);
	}
}

/** Creates the collectors of the enabled metrics that the platform supports. */
function createCollectors(
	platform: Platform,
	machine: Machine,
	{metrics, onGpuFailure, ...requests}: CollectorOptions,
	tickMs: number,
	tracker: EventTracker,
): readonly AnyCollector[] {
	const create = (name: MetricName, cadenceMs: number): AnyCollector | undefined => {
		switch (name) {
			case 'disks':
				return platform.disks(machine, {cadenceMs, paths: metrics.disks.paths});
			case 'network': {
				const {interfaces, virtual: showVirtual} = metrics.network;
				return platform.network(machine, {cadenceMs, interfaces, showVirtual});
			}

			case 'processes':
				return platform.processes(machine, {
					cadenceMs,
					isListRequested: () => requests.isProcessListRequested(),
					isLightListRequested: () => requests.isLightProcessListRequested?.() ?? false,
					shownPids: () => requests.shownPids?.() ?? [],
				});
			case 'gpu': {
				const backends = metrics.gpu.backend.flatMap(backend => (backend === 'auto' ? gpuBackendNames : [backend]));
				return gpuCollector(machine, {cadenceMs, backends: [...new Set(backends)], onFailure: onGpuFailure});
			}

			case 'events':
				return platform.events?.(machine, {cadenceMs, tracker});
			case 'self':
				return selfCollector(machine, cadenceMs);
			default:
				return platform[name]?.(machine, cadenceMs);
		}
	};

	return metricNames.flatMap(name => {
		const entry = registry[name];
		const settingsName = settingsOf(name);
		const settings = settingsName && metrics[settingsName];
		if (settings?.enabled === false) {
			return [];
		}

		const cadenceMs = 'cadenceMs' in entry ? entry.cadenceMs : tickMs;
		const wantedMs = 'isEverySample' in entry ? tickMs : (settings?.intervalMs ?? cadenceMs);
		return create(name, Math.max(tickMs, wantedMs, platform.minCadenceMs[name] ?? 0)) ?? [];
	});
}
