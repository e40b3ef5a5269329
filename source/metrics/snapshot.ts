import type {CustomReadings} from './custom-collector.js';
import type {Reading} from './reading.js';

/**
Shares of processor time over the last interval, in percent 0–100 of the time that passed.

Source: `/proc/stat` (proc_stat(5)). Guest time is already inside user time. `used` is everything but idle and iowait,
as htop and psutil count it; steal is part of it.
*/
export type CpuShares = {
	readonly usedPercent: number;
	/** user + nice. `undefined` for the cores of a message, which tells their use alone. */
	readonly userPercent: number | undefined;
	/** system + irq + softirq. `undefined` as above. */
	readonly systemPercent: number | undefined;
	/** `undefined` off Linux: no other system tells. */
	readonly iowaitPercent: number | undefined;
	readonly stealPercent: number | undefined;
};

/** One logical processor. */
export type Core = {
	/** The number in `cpuN`: stable across hot-plug, so there may be gaps. */
	readonly id: number;
	/** `undefined` for one sample after the core came (back) online. */
	readonly shares: CpuShares | undefined;
};

/** The modes of processor time, as `/proc/stat` and node_exporter name them. */
export type CpuMode = 'user' | 'nice' | 'system' | 'idle' | 'iowait' | 'irq' | 'softirq' | 'steal';

/** Seconds spent in each mode since the start of the machine; a mode that the platform does not tell is missing. */
export type CpuSeconds = {readonly [Mode in CpuMode]?: number};

/** What the kernel counts since the start of the machine. */
export type CpuCounters = {
	/** By the number of the core. */
	readonly cores: ReadonlyMap<number, CpuSeconds>;
	readonly contextSwitches: number | undefined;
	/** Processes and threads that were started. */
	readonly forks: number | undefined;
};

/** How busy the processor was since the last measurement. */
export type Cpu = {
	readonly total: CpuShares;
	/** Online cores, ascending by id. */
	readonly cores: readonly Core[];
	/** In the latest sample of this machine alone: neither the history nor a message has them. */
	readonly counters?: CpuCounters;
};

/** Source: `/proc/loadavg`. Elsewhere `os.loadavg()`; Windows has none. */
export type Load = {
	readonly load1: number;
	readonly load5: number;
	readonly load15: number;
};

/** MHz. Source: cpufreq policies, else "cpu MHz" of `/proc/cpuinfo`. `undefined` where the platform does not tell. */
export type Frequency = {
	readonly currentMhz: number | undefined;
	readonly maxMhz: number | undefined;
	/** By core id, where a policy names its cores. */
	readonly coreMhz: ReadonlyMap<number, number>;
};

/** Swap space. Source: `/proc/meminfo`. */
export type Swap = {
	readonly totalBytes: number;
	readonly usedBytes: number;
	/** `undefined` when there is no swap: nothing is not 0 % of something. */
	readonly usedPercent: number | undefined;
};

/**
Source: `/proc/meminfo`, kibibytes turned into bytes. `used = total - available`, what `free` calls "used" since procps 4
and what psutil alerts on; caches that can be reclaimed are available.
*/
export type Memory = {
	readonly totalBytes: number;
	readonly availableBytes: number;
	readonly usedBytes: number;
	readonly usedPercent: number;
	/** Page cache, reclaimable slab and buffers. `undefined` where the platform does not tell. */
	readonly cachedBytes: number | undefined;
	/** `undefined` until the platform has told. */
	readonly swap: Swap | undefined;
};

/**
One mounted file system. Sizes are those of `df -B1`: `usedPercent = used / (used + free)` where `free` is what an
ordinary user may still write.
*/
export type Disk = {
	/** The mount point. */
	readonly path: string;
	/** The device or remote source, e.g. `/dev/sda1`, `host:/export`. */
	readonly source: string;
	readonly fileSystem: string;
	/**
	`major:minor` of the device, or of several parted by spaces; ties the mount to its devices in `DiskIo`. `undefined` off
	Linux.
	*/
	readonly deviceNumber: string | undefined;
	readonly isReadOnly: boolean;
	/** Absent with its reason when the file system does not answer (a dead NFS server). */
	readonly space: Reading<DiskSpace>;
};

/** How full a file system is, as `df` and `df -i` tell. */
export type DiskSpace = {
	readonly totalBytes: number;
	readonly usedBytes: number;
	readonly freeBytes: number;
	readonly usedPercent: number;
	/** `undefined` where the file system has no fixed number of inodes (btrfs, FAT). */
	readonly inodes: {readonly total: number; readonly free: number; readonly usedPercent: number} | undefined;
};

/** Bytes per second and share of time busy. Source: `/proc/diskstats`; a sector is always 512 bytes. */
export type DeviceIo = {
	readonly name: string;
	readonly deviceNumber: string;
	readonly readBytesPerSecond: number;
	readonly writeBytesPerSecond: number;
	/** Share of the interval with at least one request in flight, 0–100. `undefined` where the platform does not tell. */
	readonly busyPercent: number | undefined;
};

/** What one block device did since the start of the machine, or since it was attached. */
export type DeviceCounters = {
	readonly name: string;
	readonly deviceNumber: string;
	/** Requests that were completed. `undefined` where the platform does not count them. */
	readonly reads: number | undefined;
	readonly writes: number | undefined;
	readonly readBytes: number;
	readonly writtenBytes: number;
	/** Time with at least one request in flight. */
	readonly busyMs: number | undefined;
};

/** What disks read and write. */
export type DiskIo = {
	/** Sum over whole physical devices (no partitions, device-mapper or RAID members counted twice). */
	readonly readBytesPerSecond: number;
	readonly writeBytesPerSecond: number;
	/** The busiest physical device. `undefined` when there is none. */
	readonly busyPercent: number | undefined;
	readonly devices: readonly DeviceIo[];
	/** In the latest sample of this machine alone: neither the history nor a message has them. */
	readonly counters?: readonly DeviceCounters[];
};

/** One network interface. Source: `/proc/net/dev`. */
export type NetworkInterface = {
	readonly name: string;
	/**
	A real device that carries traffic of its own: what the totals count. Bridges, tunnels, the ends of containers and guests,
	and devices below another that counts the same again, are not.
	*/
	readonly isPhysical: boolean;
	/** Counters since the interface exists. */
	readonly receivedBytes: number;
	readonly sentBytes: number;
	/** `undefined` where the platform does not count them, as with every counter below. */
	readonly receivedPackets: number | undefined;
	readonly sentPackets: number | undefined;
	/** Packets that were damaged. */
	readonly receiveErrors: number | undefined;
	readonly sendErrors: number | undefined;
	/** Sound packets that were discarded: nothing here wanted them, or there was no room. */
	readonly receiveDrops: number | undefined;
	readonly sendDrops: number | undefined;
	/** `undefined` at the first sample and after a counter went backwards. */
	readonly receiveBytesPerSecond: number | undefined;
	readonly sendBytesPerSecond: number | undefined;
	/** In both directions. */
	readonly errorsPerSecond: number | undefined;
	readonly dropsPerSecond: number | undefined;
	/** Megabits per second; `undefined` for virtual interfaces and links that are down. */
	readonly linkMbps: number | undefined;
};

/** What the machine receives and sends. */
export type Network = {
	/**
	Sum over the physical interfaces. Where none is (containers), over those that are neither loopback nor carried by
	another.
	*/
	readonly receiveBytesPerSecond: number | undefined;
	readonly sendBytesPerSecond: number | undefined;
	readonly interfaces: readonly NetworkInterface[];
};

/** Facts that change rarely or never. */
export type SystemFacts = {
	readonly hostname: string;
	/** `Linux`, `Darwin`, `Windows_NT`. */
	readonly osName: string;
	/** The distribution's or product's name and version, e.g. `Debian GNU/Linux 12 (bookworm)`. */
	readonly osVersion: string;
	/** The kernel release, e.g. `6.18.5`. */
	readonly osRelease: string;
	/** `x64`, `arm64`, … as Node names it. */
	readonly architecture: string;
	/** `x86_64`, `aarch64`, … as `uname -m` names it. */
	readonly machine: string;
	readonly cpuModel: string | undefined;
	/** `undefined` where the topology is unknown. */
	readonly physicalCores: number | undefined;
	/** `undefined` where nothing tells. */
	readonly logicalCores: number | undefined;
	/** Epoch milliseconds. Moves with the wall clock when that is set. `undefined` where nothing tells. */
	readonly bootTimeMs: number | undefined;
	readonly nodeVersion: string;
	/** The container engine this runs in (`docker`, `podman`, `lxc`, `kubernetes`…), else `undefined`. */
	readonly container: string | undefined;
};

/** One letter of `/proc/[pid]/stat` field 3; other systems are mapped onto it. */
export type ProcessState = 'R' | 'S' | 'D' | 'Z' | 'T' | 'I' | 'X' | '?';

/** One process. Source: `/proc/[pid]/stat` (proc_pid_stat(5)). */
export type Process = {
	readonly pid: number;
	readonly parentPid: number;
	/** Epoch milliseconds. With `pid` it names the process for good. `undefined` for kernel processes of Windows. */
	readonly startedAtMs: number | undefined;
	/** The kernel's comm: at most 15 bytes, more for kernel workers. May hold any character, control characters too. */
	readonly name: string;
	/** The owner's name, or number where `/etc/passwd` has no name for it. `undefined` where it may not be asked. */
	readonly user: string | undefined;
	readonly state: ProcessState;
	readonly threads: number | undefined;
	readonly nice: number | undefined;
	readonly residentSetBytes: number;
	/**
	Over the time since the last pass; 100 = one core busy. `undefined` at first sight, unless it started since the last
	pass, and after a gap.
	*/
	readonly cpuPercent: number | undefined;
	/** User and system time since the start. */
	readonly cpuTimeSeconds: number | undefined;
};

/**
How many processes there are, and in which state. Reading all of them costs more than anything else that is measured: while
no client wants the list it is `undefined`, and the states are counted every ten seconds, or less often where they are many.
*/
export type Processes = {
	readonly total: number;
	readonly running: number | undefined;
	/** Waiting, whether a signal may interrupt the wait or not, and idle kernel threads: what top counts as sleeping. */
	readonly sleeping: number | undefined;
	/** By a signal or by a debugger. */
	readonly stopped: number | undefined;
	readonly zombie: number | undefined;
	readonly threads: number | undefined;
	/**
	Counted in `total` alone: the kernel names them but lets this user see no more (`hidepid=1`, proc(5)), or writes
	something odd about them.
	*/
	readonly unreadable: number | undefined;
	/** Every process that may be read, unordered. */
	readonly list: readonly Process[] | undefined;
};

/** A process that uses a GPU. */
export type GpuProcess = {
	readonly pid: number;
	readonly name: string | undefined;
	readonly memoryBytes: number | undefined;
};

/** One graphics card. What its driver does not tell is `undefined`. */
export type Gpu = {
	/** 0-based, in the order of the driver. */
	readonly id: number;
	readonly name: string;
	readonly vendor: 'nvidia' | 'amd' | 'intel' | 'apple' | 'unknown';
	readonly driverVersion: string | undefined;
	/** PCI address or UUID where known: stays the same when another card is lost. */
	readonly uniqueId: string | undefined;
	/** `0000:01:00.0`. */
	readonly pciAddress: string | undefined;
	/** Why nothing is known of it: it fell off the bus, say. All its live values are then absent. */
	readonly problem: string | undefined;
	/**
	What it may use: of an integrated GPU of AMD, the memory kept aside for it and what it may take of the machine's.
	`undefined` on unified memory.
	*/
	readonly memoryTotalBytes: number | undefined;
	readonly memoryUsedBytes: number | undefined;
	readonly memoryFreeBytes: number | undefined;
	readonly usedPercent: number | undefined;
	readonly temperatureCelsius: number | undefined;
	readonly powerWatts: number | undefined;
	readonly powerLimitWatts: number | undefined;
	readonly fanPercent: number | undefined;
	readonly clockMhz: number | undefined;
	readonly memoryClockMhz: number | undefined;
	/** NVIDIA Multi-Instance GPU: utilisation is then unknown. */
	readonly isMig: boolean;
	/** A suspended card is never woken: all its live values are absent. */
	readonly isAsleep: boolean;
	readonly processes: readonly GpuProcess[] | undefined;
};

/** Share of time in which some, or all, tasks waited, in percent, averaged over 10, 60 and 300 s. Source: `/proc/pressure`. */
export type PressureStall = {readonly avg10: number; readonly avg60: number; readonly avg300: number};

/** `full` is `undefined` where the kernel does not tell it: for `cpu` before Linux 5.13. */
export type ResourcePressure = {readonly some: PressureStall; readonly full: PressureStall | undefined};

/** `undefined` for a resource that is not accounted. */
export type Pressure = {
	readonly cpu: ResourcePressure | undefined;
	readonly memory: ResourcePressure | undefined;
	readonly io: ResourcePressure | undefined;
};

/**
What the control group this runs in may use, and uses. Shown beside the host's values, never mixed with them.

A limit counts wherever it is set, on the group or on one of its parents; the use is that of the group that has the
lowest limit, for that is what the kernel holds against it. Without a limit it is the use of the group itself.
*/
export type Limits = {
	/** `hybrid` when controllers of version 1 are mounted beside the unified hierarchy of version 2. */
	readonly version: 'v1' | 'v2' | 'hybrid';
	/** Cores; `undefined` = no limit. Source: `cpu.max`, version 1 `cpu.cfs_quota_us`. */
	readonly cpuLimitCores: number | undefined;
	/** 1 = one core busy. `undefined` at the first sample and after a gap. */
	readonly cpuUsedCores: number | undefined;
	/** Share of the scheduler's periods in which the group was stopped for the rest of it. `undefined` without a limit. */
	readonly throttledPercent: number | undefined;
	/** `undefined` = no limit, or one above what the machine has. Source: `memory.max`, `memory.limit_in_bytes`. */
	readonly memoryLimitBytes: number | undefined;
	/** `memory.current` less `inactive_file`: the working set. `undefined` in the root group of version 2. */
	readonly memoryUsedBytes: number | undefined;
	/** Of the limit; `undefined` without one. */
	readonly memoryUsedPercent: number | undefined;
	/** Of the group itself; version 2 only. */
	readonly pressure: Pressure | undefined;
};

/**
The table of open files of the whole kernel. Source: `/proc/sys/fs/file-nr` (proc_sys_fs(5)). When it is full, programs
cannot open files or sockets (`ENFILE`).
*/
export type KernelFiles = {
	/** Open files that the kernel holds, over all processes. */
	readonly allocated: number;
	/** `undefined` = no limit: the kernel's own default is more than memory can hold. */
	readonly maximum: number | undefined;
	/** Of the maximum, 0–100; `undefined` without one. */
	readonly usedPercent: number | undefined;
};

/** One sensor. Source: hwmon, else thermal zones. */
export type Temperature = {
	/** `coretemp Package id 0`, `k10temp Tctl`, … */
	readonly label: string;
	readonly celsius: number;
	readonly highCelsius: number | undefined;
	readonly criticalCelsius: number | undefined;
};

/** What the sensors of the machine say. */
export type Temperatures = {
	/** The processor's package temperature; `undefined` when no sensor is the processor's. */
	readonly cpuCelsius: number | undefined;
	readonly sensors: readonly Temperature[];
};

/** The monitor's own cost. */
export type SelfUsage = {
	/** 100 = one core, over the last interval. `undefined` at the first sample. */
	readonly cpuPercent: number | undefined;
	/** Processor time since the start, of user and system together. */
	readonly cpuSeconds: number | undefined;
	/** Of the whole process. */
	readonly residentSetBytes: number;
	/** The resident set as a share of the installed memory. `undefined` in recordings of earlier versions. */
	readonly memoryPercent: number | undefined;
	/** What JavaScript holds in the thread that measures, and what is taken for it (`process.memoryUsage`). */
	readonly heapUsedBytes: number;
	readonly heapTotalBytes: number;
	/** What it holds outside of that, such as buffers. */
	readonly externalBytes: number;
	/** Linux only. */
	readonly threads: number | undefined;
	/** Open file descriptors, counted every ten seconds. Linux only. */
	readonly openFiles: number | undefined;
	/** TCP connections of the thread that measures, in both directions. `undefined` in recordings of earlier versions. */
	readonly connections: number | undefined;
	/** The longest time the event loop was held since the last sample. `undefined` at the first sample. */
	readonly eventLoopDelayMs: number | undefined;
	/** Garbage collections since the start. */
	readonly gcCount: number;
	/** Time spent in them, all together. */
	readonly gcPauseMs: number;
	readonly uptimeSeconds: number;
	/** Slope of the resident set over the last hour. `undefined` until there are ten minutes to judge by. */
	readonly memoryTrendBytesPerHour: number | undefined;
	/** Says why, when the memory seems to leak. */
	readonly leakWarning: string | undefined;
};

/** Everything that can be measured, by name. */
export type Metrics = {
	readonly processor: Cpu;
	readonly load: Load;
	readonly frequency: Frequency;
	readonly memory: Memory;
	readonly disks: readonly Disk[];
	readonly disk_io: DiskIo;
	readonly network: Network;
	readonly processes: Processes;
	readonly gpu: readonly Gpu[];
	readonly pressure: Pressure;
	readonly limits: Limits;
	readonly kernel_files: KernelFiles;
	readonly temperatures: Temperatures;
	readonly system: SystemFacts;
	readonly self: SelfUsage;
};

/** The name of a metric. */
export type MetricName = keyof Metrics;

/** What is known of every metric. */
export type Readings = {readonly [Name in MetricName]: Reading<Metrics[Name]>};

/** What was known of the machine at one moment. */
export type Snapshot = {
	/** Epoch milliseconds, for display only: the wall clock may step. */
	readonly timestampMs: number;
	/** Milliseconds of a clock that never steps: for durations and rates. */
	readonly monotonicMs: number;
	/** The nominal distance to the next snapshot. */
	readonly intervalMs: number;
	readonly readings: Readings;
	/** What collectors of your own tell, by their names. Absent where there are none. */
	readonly custom?: CustomReadings;
};
