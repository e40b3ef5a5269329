import type {CustomReadings} from './custom-collector.js';
import type {DiskIo} from './model/disk-io.js';
import type {Disk} from './model/disks.js';
import type {Events} from './model/events.js';
import type {Gpu} from './model/gpu.js';
import type {Groups} from './model/groups.js';
import type {Hardware} from './model/hardware.js';
import type {Kernel} from './model/kernel.js';
import type {Limits} from './model/limits.js';
import type {Memory} from './model/memory.js';
import type {Network} from './model/network.js';
import type {Paging} from './model/paging.js';
import type {Pressure} from './model/pressure.js';
import type {Processes} from './model/processes.js';
import type {Cpu, Frequency, Load} from './model/processor.js';
import type {RaidArray} from './model/raid.js';
import type {SelfUsage} from './model/self.js';
import type {Sockets} from './model/sockets.js';
import type {SystemFacts} from './model/system.js';
import type {Temperatures} from './model/temperatures.js';
import type {Reading} from './reading.js';

export type * from './model/disk-io.js';
export type * from './model/disks.js';
export type * from './model/events.js';
export type * from './model/gpu.js';
export type * from './model/groups.js';
export type * from './model/hardware.js';
export type * from './model/investigation.js';
export type * from './model/kernel.js';
export type * from './model/limits.js';
export type * from './model/memory.js';
export type * from './model/network.js';
export type * from './model/paging.js';
export type * from './model/pressure.js';
export type * from './model/processes.js';
export type * from './model/processor.js';
export type * from './model/raid.js';
export type * from './model/self.js';
export type * from './model/sockets.js';
export type * from './model/system.js';
export type * from './model/temperatures.js';

/** The values of all metrics, by name. */
export type Metrics = {
	readonly processor: Cpu;
	readonly load: Load;
	readonly frequency: Frequency;
	readonly memory: Memory;
	readonly paging: Paging;
	readonly disks: readonly Disk[];
	readonly disk_io: DiskIo;
	readonly raid: readonly RaidArray[];
	readonly network: Network;
	readonly sockets: Sockets;
	readonly processes: Processes;
	readonly gpu: readonly Gpu[];
	readonly pressure: Pressure;
	readonly limits: Limits;
	readonly groups: Groups;
	readonly kernel: Kernel;
	readonly temperatures: Temperatures;
	readonly hardware: Hardware;
	readonly system: SystemFacts;
	readonly self: SelfUsage;
	readonly events: Events;
};

/** The name of a metric. */
export type MetricName = keyof Metrics;

/** The readings of all metrics. */
export type Readings = {readonly [Name in MetricName]: Reading<Metrics[Name]>};

/** The readings of a machine at one moment. */
export type Snapshot = {
	/** Wall-clock time in epoch milliseconds, for display only, because the wall clock may be set. */
	readonly timestampMs: number;
	/** Monotonic time in milliseconds, for durations and rates. */
	readonly monotonicMs: number;
	/** Nominal time between snapshots. */
	readonly intervalMs: number;
	readonly readings: Readings;
	/** Readings of custom collectors, by name. Absent without custom collectors. */
	readonly custom?: CustomReadings;
};
