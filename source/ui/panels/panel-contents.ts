import type {Reading} from '../../metrics/reading.js';
import type {
	Core,
	Cpu,
	Disk,
	DiskIo,
	Limits,
	Load,
	Memory,
	Network,
	NetworkInterface,
	Paging,
	RaidArray,
	Sockets,
} from '../../metrics/snapshot.js';
import type {GraphMarks} from '../drawing/event-marks.js';
import type {Series} from '../drawing/graph.js';
import type {Guide} from '../drawing/graph-guides.js';

/** Values of the CPU panel. */
export type CpuContent = {
	readonly cpu: Reading<Cpu>;
	readonly load: Load | undefined;
	/** Limits of the container that mon-tui runs in. */
	readonly limits: Limits | undefined;
	readonly series: Series;
	readonly marks?: GraphMarks | undefined;
	readonly guides?: readonly Guide[] | undefined;
	readonly logicalCores: number | undefined;
	/** Visible rows of cores in a scrolled list; `undefined` shows all cores. */
	readonly coreRows: readonly (readonly Core[])[] | undefined;
};

/** Values of the memory panel. */
export type MemoryContent = {
	readonly reading: Reading<Memory>;
	readonly paging: Paging | undefined;
	/** Usage of the memory limit of the container in percent; `undefined` without a limit. */
	readonly limitPercent: number | undefined;
	readonly series: Series;
	readonly cachedSeries?: Series;
	readonly marks?: GraphMarks | undefined;
	readonly guides?: readonly Guide[] | undefined;
};

/** A row of the list: a mount, or a RAID array. */
export type DiskListRow = {readonly array: RaidArray} | {readonly disk: Disk};

/** Values of the disks panel. */
export type DisksContent = {
	readonly reading: Reading<readonly Disk[]>;
	/** Visible mounts and arrays. */
	readonly rows: readonly DiskListRow[];
	readonly diskIo: DiskIo | undefined;
	/** Bytes read and written per second. */
	readonly traffic: Series;
	/** Percentage of time in which the busiest device was busy. */
	readonly busy?: Series;
	readonly marks?: GraphMarks | undefined;
};

/** Values of the network panel. */
export type NetworkContent = {
	readonly reading: Reading<Network>;
	/** Visible network interfaces. */
	readonly interfaces: readonly NetworkInterface[];
	readonly sockets: Sockets | undefined;
	readonly receive: Series;
	readonly marks?: GraphMarks | undefined;
	readonly send: Series;
};
