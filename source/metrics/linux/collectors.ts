import type {AnyCollector, Machine} from '../collector.js';
import {gpuBackendNames} from '../gpu/backend.js';
import {gpuCollector} from '../gpu/gpu.js';
import {cadenceMs, type MetricSettings} from '../metric-settings.js';
import {selfCollector} from '../self.js';
import {limitsCollector} from './cgroup.js';
import {cpuCollector} from './cpu.js';
import {diskIoCollector} from './disk-io.js';
import {disksCollector} from './disks.js';
import {frequencyCollector} from './frequency.js';
import {loadCollector} from './load.js';
import {memoryCollector} from './memory.js';
import {networkCollector} from './network.js';
import {pressureCollector} from './pressure.js';
import {processesCollector} from './processes.js';
import {systemCollector} from './system.js';
import {temperaturesCollector} from './temperatures.js';

/** Frequencies move all the time and say little: often enough to be believed. */
const frequencyCadenceMs = 2000;
const systemCadenceMs = 60_000;
const selfCadenceMs = 2000;

/** What is measured on Linux, everything straight from the kernel. */
export function linuxCollectors(
	machine: Machine,
	metrics: MetricSettings,
	tickMs: number,
	isProcessListWanted: () => boolean,
): readonly AnyCollector[] {
	const {cpu, memory, disks, network, processes, gpu, pressure, limits, temperatures} = metrics;
	const backends = gpu.backend.includes('auto') ? gpuBackendNames : gpu.backend.filter(name => name !== 'auto');
	return [
		systemCollector(machine, systemCadenceMs),
		...(cpu.enabled
			? [
					cpuCollector(machine, cadenceMs(cpu, tickMs)),
					loadCollector(machine, cadenceMs(cpu, tickMs)),
					frequencyCollector(machine, Math.max(frequencyCadenceMs, tickMs)),
				]
			: []),
		...(memory.enabled ? [memoryCollector(machine, cadenceMs(memory, tickMs))] : []),
		...(disks.enabled
			? [
					disksCollector(machine, {cadenceMs: cadenceMs(disks, tickMs), paths: disks.paths}),
					diskIoCollector(machine, tickMs),
				]
			: []),
		...(network.enabled
			? [
					networkCollector(machine, {
						cadenceMs: cadenceMs(network, tickMs),
						interfaces: network.interfaces,
						showVirtual: network.virtual,
					}),
				]
			: []),
		...(processes.enabled
			? [processesCollector(machine, {cadenceMs: cadenceMs(processes, tickMs), isListWanted: isProcessListWanted})]
			: []),
		...(gpu.enabled ? [gpuCollector(machine, {cadenceMs: cadenceMs(gpu, tickMs), backends})] : []),
		...(pressure.enabled ? [pressureCollector(machine, cadenceMs(pressure, tickMs))] : []),
		...(limits.enabled ? [limitsCollector(machine, cadenceMs(limits, tickMs))] : []),
		...(temperatures.enabled ? [temperaturesCollector(machine, cadenceMs(temperatures, tickMs))] : []),
		selfCollector(machine, Math.max(selfCadenceMs, tickMs)),
	];
}
