import type {Platform} from '../platform.js';
import {limitsCollector} from './cgroup.js';
import {cpuCollector} from './cpu.js';
import {diskIoCollector} from './disk-io.js';
import {disksCollector} from './disks.js';
import {eventsCollector} from './events.js';
import {frequencyCollector} from './frequency.js';
import {groupsCollector} from './groups/groups.js';
import {hardwareCollector} from './hardware.js';
import {investigator} from './investigation/investigate.js';
import {kernelCollector} from './kernel.js';
import {loadCollector} from './load.js';
import {memoryCollector} from './memory.js';
import {networkCollector} from './network.js';
import {pagingCollector} from './paging.js';
import {pressureCollector} from './pressure.js';
import {processesCollector} from './processes.js';
import {raidCollector} from './raid.js';
import {socketsCollector} from './sockets.js';
import {systemCollector} from './system.js';
import {temperaturesCollector} from './temperatures.js';

/**
The collectors of Linux. They read from the kernel directly; only mounts that may hang are read by child processes.
*/
export const platform: Required<Platform> = {
	system: systemCollector,
	processor: cpuCollector,
	load: loadCollector,
	frequency: frequencyCollector,
	memory: memoryCollector,
	paging: pagingCollector,
	disks: disksCollector,
	disk_io: diskIoCollector,
	raid: raidCollector,
	network: networkCollector,
	sockets: socketsCollector,
	processes: processesCollector,
	pressure: pressureCollector,
	limits: limitsCollector,
	groups: groupsCollector,
	kernel: kernelCollector,
	temperatures: temperaturesCollector,
	investigator,
	hardware: hardwareCollector,
	events: eventsCollector,
	minCadenceMs: {},
};
