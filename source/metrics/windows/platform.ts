import type {Platform} from '../platform.js';
import {osCpuCollector} from '../portable/os-cpu.js';
import {osFrequencyCollector} from '../portable/os-frequency.js';
import {osLoadCollector} from '../portable/os-load.js';
import {portableSystemCollector} from '../portable/portable-system.js';
import {disksCollector} from './disks.js';
import {memoryCollector} from './memory.js';
import {networkCollector} from './network.js';
import {processesCollector} from './processes.js';

/** The collectors of Windows. Those with a minimum cadence start a PowerShell. They have not been tested on Windows. */
export const platform: Platform = {
	system: portableSystemCollector,
	processor: osCpuCollector,
	load: osLoadCollector,
	frequency: osFrequencyCollector,
	memory: memoryCollector,
	disks: disksCollector,
	network: networkCollector,
	processes: processesCollector,
	minCadenceMs: {system: 60_000, disks: 15_000, network: 10_000, processes: 10_000},
};
