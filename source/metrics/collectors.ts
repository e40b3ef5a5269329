import process from 'node:process';
import type {AnyCollector, Machine} from './collector.js';
import {gpuBackendNames} from './gpu/backend.js';
import {type GpuOptions, gpuCollector} from './gpu/gpu.js';
import type {Cadence, MetricSettings} from './metric-settings.js';
import type {Platform} from './platform.js';
import {processMomentMs, processSampler, type SampleProcesses} from './process-sampler.js';
import {selfCollector} from './self/self.js';
import type {MetricName} from './snapshot.js';

/** Frequencies move all the time and say little. */
const frequencyCadenceMs = 2000;
const selfCadenceMs = 2000;
/** A clock that is set moves the boot time, which the starts of processes follow at once. */
const systemCadenceMs = 5000;

/** Makes the collectors for a tick of that length. */
export type CollectorFactory = (tickMs: number) => readonly AnyCollector[];

export type CollectorOptions = {
	readonly metrics: MetricSettings;
	/** Whether somebody looks at the list of processes now. */
	isProcessListWanted(): boolean;
	/** Told once about every new failure of one GPU back-end beside others that work. */
	readonly onGpuFailure?: NonNullable<GpuOptions['onFailure']>;
};

/** This machine, seen from itself or, with `root`, from a container that has its files mounted there. */
export function thisMachine(root: string | undefined): Machine {
	return {
		root: (root ?? '').replace(/\/+$/, ''),
		monotonicMs: () => performance.now(),
		nowMs: () => Date.now(),
	};
}

/** Loads what this platform needs, and nothing else. */
export async function collectorFactory(machine: Machine, options: CollectorOptions): Promise<CollectorFactory> {
	const platform = await loadPlatform(process.platform);
	return tickMs => createCollectors(platform, machine, options, tickMs);
}

/** For whoever wants to know the processes at one moment. */
export async function localProcessSampler(machine: Machine): Promise<SampleProcesses> {
	const platform = await loadPlatform(process.platform);
	return processSampler(() => platform.processes(machine, {cadenceMs: processMomentMs, isListWanted: () => true}));
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
			throw new Error(`mon-tui does not know how to measure ${name}. It knows linux, darwin and win32`);
	}
}

function createCollectors(
	platform: Platform,
	machine: Machine,
	{metrics, isProcessListWanted, onGpuFailure}: CollectorOptions,
	tickMs: number,
): readonly AnyCollector[] {
	const cadence = (name: MetricName, wantedMs: number | undefined): number =>
		Math.max(tickMs, wantedMs ?? tickMs, platform.leastCadenceMs[name] ?? 0);
	const {processor, memory, disks, network, processes, gpu, pressure, limits, temperatures} = metrics;
	const gpuBackends = gpu.backend.flatMap(name => (name === 'auto' ? gpuBackendNames : [name]));

	return [
		platform.system(machine, cadence('system', systemCadenceMs)),
		...when(processor, () => [
			platform.processor(machine, cadence('processor', processor.intervalMs)),
			platform.load(machine, cadence('load', processor.intervalMs)),
			platform.frequency(machine, cadence('frequency', processor.intervalMs ?? frequencyCadenceMs)),
		]),
		...when(memory, () => [platform.memory(machine, cadence('memory', memory.intervalMs))]),
		...when(disks, () => [
			platform.disks(machine, {cadenceMs: cadence('disks', disks.intervalMs), paths: disks.paths}),
			platform.disk_io?.(machine, cadence('disk_io', undefined)),
		]),
		...when(network, () => [
			platform.network(machine, {
				cadenceMs: cadence('network', network.intervalMs),
				interfaces: network.interfaces,
				showVirtual: network.virtual,
			}),
		]),
		...when(processes, () => [
			platform.processes(machine, {
				cadenceMs: cadence('processes', processes.intervalMs),
				isListWanted: isProcessListWanted,
			}),
		]),
		...when(gpu, () => [
			gpuCollector(machine, {
				cadenceMs: cadence('gpu', gpu.intervalMs),
				backends: [...new Set(gpuBackends)],
				onFailure: onGpuFailure,
			}),
		]),
		...when(pressure, () => [platform.pressure?.(machine, cadence('pressure', pressure.intervalMs))]),
		...when(limits, () => [platform.limits?.(machine, cadence('limits', limits.intervalMs))]),
		...when(temperatures, () => [platform.temperatures?.(machine, cadence('temperatures', temperatures.intervalMs))]),
		selfCollector(machine, Math.max(selfCadenceMs, tickMs)),
	];
}

/** Nothing is made for a metric that is switched off, and nothing where the platform cannot tell. */
function when({enabled}: Cadence, make: () => readonly (AnyCollector | undefined)[]): readonly AnyCollector[] {
	return enabled ? make().filter(collector => collector !== undefined) : [];
}
