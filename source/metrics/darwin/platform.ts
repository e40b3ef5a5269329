import type {Platform} from '../platform.js';
import {osCpuCollector} from '../portable/os-cpu.js';
import {osFrequencyCollector} from '../portable/os-frequency.js';
import {osLoadCollector} from '../portable/os-load.js';
import {portableSystemCollector} from '../portable/portable-system.js';
import {diskIoCollector} from './disk-io.js';
import {disksCollector} from './disks.js';
import {memoryCollector} from './memory.js';
import {networkCollector} from './network.js';
import {processesCollector} from './processes.js';

/**
The collectors of macOS. Those with a minimum cadence run a program of the system. They have not been tested on macOS.
*/
export const platform: Platform = {
	system: portableSystemCollector,
	processor: osCpuCollector,
	load: osLoadCollector,
	frequency: osFrequencyCollector,
	memory: memoryCollector,
	disks: disksCollector,
	disk_io: diskIoCollector,
	network: networkCollector,
	processes: processesCollector,
	minCadenceMs: {system: 60_000, memory: 2000, disks: 10_000, disk_io: 2000, network: 2000, processes: 3000},
};
