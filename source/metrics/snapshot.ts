import type {CustomReadings} from './custom-collector.js';
import type {Reading} from './reading.js';

/**
Processor usage over the last interval, in percent (0–100) of the elapsed time.

Source: `/proc/stat` (proc_stat(5)). User time includes guest time. `usedPercent` includes everything except idle and
iowait, as in htop and psutil; it includes steal.
*/
export type CpuShares = {
	readonly usedPercent: number;
	/** user + nice. `undefined` for the cores of a remote machine: messages contain only their total usage. */
	readonly userPercent: number | undefined;
	/** system + irq + softirq. `undefined` for the cores of a remote machine. */
	readonly systemPercent: number | undefined;
	/** Time waiting for I/O. Linux only. */
	readonly iowaitPercent: number | undefined;
	/** Time used by other guests of a hypervisor. Linux only. */
	readonly stealPercent: number | undefined;
};

/** A logical processor. */
export type Core = {
	/** Number of the processor, as in `cpuN`. Stable across hot-plug, so there may be gaps. */
	readonly id: number;
	/** Usage. `undefined` in the first sample after the core came online. */
	readonly shares: CpuShares | undefined;
};

/** A mode of processor time, named as in `/proc/stat` and node_exporter. */
export type CpuMode = 'user' | 'nice' | 'system' | 'idle' | 'iowait' | 'irq' | 'softirq' | 'steal';

/** Seconds spent in each mode since boot. Modes that the platform does not report are absent. */
export type CpuSeconds = {readonly [Mode in CpuMode]?: number};

/** Counters of the kernel since boot. Source: `/proc/stat`. */
export type CpuCounters = {
	/** Seconds in each mode, by core id. */
	readonly cores: ReadonlyMap<number, CpuSeconds>;
	/** Number of context switches. `undefined` where the platform does not report it. */
	readonly contextSwitches: number | undefined;
	/** Number of processes and threads started. `undefined` where the platform does not report it. */
	readonly forks: number | undefined;
};

/** Processor usage since the previous measurement. */
export type Cpu = {
	/** Usage over all cores. */
	readonly total: CpuShares;
	/** Online cores, ascending by id. */
	readonly cores: readonly Core[];
	/** Counters since boot. Present only in the latest sample of this machine, not in the history or in messages. */
	readonly counters?: CpuCounters;
};

/**
Load averages: runnable and uninterruptible tasks. Source: `/proc/loadavg`, elsewhere `os.loadavg()`. Not available on
Windows.
*/
export type Load = {
	/** Average over 1 minute. */
	readonly load1: number;
	/** Average over 5 minutes. */
	readonly load5: number;
	/** Average over 15 minutes. */
	readonly load15: number;
};

/** Processor frequency in MHz. Source: cpufreq policies, otherwise "cpu MHz" of `/proc/cpuinfo`. */
export type Frequency = {
	/** Current frequency, in MHz. `undefined` where the platform does not report it. */
	readonly currentMhz: number | undefined;
	/** Maximum frequency, in MHz. `undefined` where the platform does not report it. */
	readonly maxMhz: number | undefined;
	/** Current frequency by core id, in MHz. Only cores that belong to a cpufreq policy. */
	readonly coreMhz: ReadonlyMap<number, number>;
};

/** Swap space. Source: `/proc/meminfo`. */
export type Swap = {
	/** Total size; 0 without swap. */
	readonly totalBytes: number;
	/** Used size. */
	readonly usedBytes: number;
	/** Used share of the total, 0–100. `undefined` without swap. */
	readonly usedPercent: number | undefined;
};

/**
Physical memory. Source: `/proc/meminfo`. `used = total - available`, as in `free` since procps 4 and in psutil;
reclaimable caches count as available.
*/
export type Memory = {
	/** Total memory. */
	readonly totalBytes: number;
	/** Memory available to new programs without swapping (`MemAvailable`). */
	readonly availableBytes: number;
	/** `total - available`. */
	readonly usedBytes: number;
	/** Used share of the total, 0–100. */
	readonly usedPercent: number;
	/** Page cache, reclaimable slab and buffers. `undefined` where the platform does not report it. */
	readonly cachedBytes: number | undefined;
	/** Swap space. `undefined` until it has been read. */
	readonly swap: Swap | undefined;
};

/** A mounted file system. */
export type Disk = {
	/** Mount point. */
	readonly path: string;
	/** Device or remote source, for example `/dev/sda1` or `host:/export`. */
	readonly source: string;
	/** File system type, for example `ext4`. */
	readonly fileSystem: string;
	/**
	Device number, `major:minor`; several are separated by spaces. It links the mount to its devices in `DiskIo`. Linux
	only.
	*/
	readonly deviceNumber: string | undefined;
	/** Whether the file system is mounted read-only. */
	readonly isReadOnly: boolean;
	/** Usage. Absent, with a reason, when the file system does not respond (a dead NFS server). */
	readonly space: Reading<DiskSpace>;
};

/** Usage of a file system, with the values of `df -B1` and `df -i`. Source: statfs(2), or the `df` command. */
export type DiskSpace = {
	/** Total size. */
	readonly totalBytes: number;
	/** Used size. */
	readonly usedBytes: number;
	/** Size available to unprivileged users. */
	readonly freeBytes: number;
	/** `used / (used + free)`, 0–100. */
	readonly usedPercent: number;
	/** Inodes. `undefined` for file systems without a fixed number of inodes (btrfs, FAT). */
	readonly inodes: {readonly total: number; readonly free: number; readonly usedPercent: number} | undefined;
};

/** I/O of a block device over the last interval. Source: `/proc/diskstats`; a sector is always 512 bytes. */
export type DeviceIo = {
	/** Kernel name, for example `nvme0n1`. */
	readonly name: string;
	/** Device number, `major:minor`. */
	readonly deviceNumber: string;
	readonly readBytesPerSecond: number;
	readonly writeBytesPerSecond: number;
	/**
	Share of the interval with at least one request in flight, 0–100. `undefined` where the platform does not report it.
	*/
	readonly busyPercent: number | undefined;
};

/** Counters of a block device since boot, or since it was attached. Source: `/proc/diskstats`. */
export type DeviceCounters = {
	/** Kernel name, for example `nvme0n1`. */
	readonly name: string;
	/** Device number, `major:minor`. */
	readonly deviceNumber: string;
	/** Completed read requests. `undefined` where the platform does not count them. */
	readonly reads: number | undefined;
	/** Completed write requests. `undefined` where the platform does not count them. */
	readonly writes: number | undefined;
	readonly readBytes: number;
	readonly writtenBytes: number;
	/** Milliseconds with at least one request in flight. `undefined` where the platform does not count them. */
	readonly busyMs: number | undefined;
};

/** I/O of the block devices over the last interval. */
export type DiskIo = {
	/** Sum over physical devices; partitions, device-mapper devices and RAID arrays are not counted twice. */
	readonly readBytesPerSecond: number;
	/** Sum over physical devices. */
	readonly writeBytesPerSecond: number;
	/** Maximum over the physical devices, 0–100. `undefined` without physical devices. */
	readonly busyPercent: number | undefined;
	readonly devices: readonly DeviceIo[];
	/** Counters since boot. Present only in the latest sample of this machine, not in the history or in messages. */
	readonly counters?: readonly DeviceCounters[];
};

/** A network interface. Source: `/proc/net/dev`. */
export type NetworkInterface = {
	readonly name: string;
	/**
	Whether the interface counts towards the totals: a physical device. Bridges, tunnels, virtual interfaces of containers
	and guests, and devices whose traffic another interface also counts are not physical.
	*/
	readonly isPhysical: boolean;
	/** Bytes received since the interface was created. */
	readonly receivedBytes: number;
	/** Bytes sent since the interface was created. */
	readonly sentBytes: number;
	/** Packets received. `undefined` where the platform does not count them, like the counters below. */
	readonly receivedPackets: number | undefined;
	/** Packets sent. */
	readonly sentPackets: number | undefined;
	/** Damaged packets received. */
	readonly receiveErrors: number | undefined;
	/** Packets that could not be sent because of errors. */
	readonly sendErrors: number | undefined;
	/** Valid received packets that were discarded, because of an unsupported protocol or a lack of buffers. */
	readonly receiveDrops: number | undefined;
	/** Packets to send that were discarded. */
	readonly sendDrops: number | undefined;
	/** Receive rate. `undefined` in the first sample and after a counter decreased, like the rates below. */
	readonly receiveBytesPerSecond: number | undefined;
	/** Send rate. */
	readonly sendBytesPerSecond: number | undefined;
	/** Errors in both directions. */
	readonly errorsPerSecond: number | undefined;
	/** Drops in both directions. */
	readonly dropsPerSecond: number | undefined;
	/** Link speed in megabits per second. `undefined` for virtual interfaces and links that are down. */
	readonly linkMbps: number | undefined;
};

/** Network traffic over the last interval. */
export type Network = {
	/**
	Sum over the physical interfaces; without physical interfaces (in containers), over those that are neither loopback
	nor carried by another interface.
	*/
	readonly receiveBytesPerSecond: number | undefined;
	/** Sum over the same interfaces. */
	readonly sendBytesPerSecond: number | undefined;
	readonly interfaces: readonly NetworkInterface[];
};

/** Facts about the machine that change rarely or never. */
export type SystemFacts = {
	readonly hostname: string;
	/** Operating system: `Linux`, `Darwin`, `Windows_NT`. */
	readonly osName: string;
	/** Name and version of the distribution or product, for example `Debian GNU/Linux 12 (bookworm)`. */
	readonly osVersion: string;
	/** Kernel release, for example `6.18.5`. */
	readonly osRelease: string;
	/** Architecture as named by Node.js: `x64`, `arm64`, … */
	readonly architecture: string;
	/** Architecture as named by `uname -m`: `x86_64`, `aarch64`, … */
	readonly machine: string;
	/** Model name of the processor. `undefined` when unknown. */
	readonly cpuModel: string | undefined;
	/** Number of physical cores. `undefined` when the topology is unknown. */
	readonly physicalCores: number | undefined;
	/** Number of logical processors. `undefined` when unknown. */
	readonly logicalCores: number | undefined;
	/** Boot time in epoch milliseconds. It changes when the wall clock is set. `undefined` when unknown. */
	readonly bootTimeMs: number | undefined;
	readonly nodeVersion: string;
	/**
	Container engine that this process runs in (`docker`, `podman`, `lxc`, `kubernetes`, …). `undefined` outside of
	containers.
	*/
	readonly container: string | undefined;
};

/**
The state of a process: the letter in field 3 of `/proc/[pid]/stat`. Values of other platforms are mapped to these.
*/
export type ProcessState = 'R' | 'S' | 'D' | 'Z' | 'T' | 'I' | 'X' | '?';

/** A process. Source: `/proc/[pid]/stat` (proc_pid_stat(5)). */
export type Process = {
	readonly pid: number;
	readonly parentPid: number;
	/**
	Start time in epoch milliseconds. Together with `pid` it identifies the process. `undefined` for kernel processes of
	Windows.
	*/
	readonly startedAtMs: number | undefined;
	/**
	Name (`comm` of the kernel): at most 15 bytes, more for kernel workers. May contain any character, including control
	characters.
	*/
	readonly name: string;
	/**
	Name of the owner, or the numeric id when `/etc/passwd` has no name for it. `undefined` without permission to read it.
	*/
	readonly user: string | undefined;
	readonly state: ProcessState;
	/** Number of threads. `undefined` where the platform does not report it. */
	readonly threads: number | undefined;
	/** Nice value. `undefined` where the platform does not report it. */
	readonly nice: number | undefined;
	/** Resident memory. */
	readonly residentSetBytes: number;
	/**
	Processor usage since the previous pass over the processes; 100 is one fully used core. `undefined` in the first pass
	that includes the process, unless it started since the previous one, and after a gap.
	*/
	readonly cpuPercent: number | undefined;
	/** User and system time since its start. */
	readonly cpuTimeSeconds: number | undefined;
};

/**
Numbers of processes by state. Reading all processes is the most expensive measurement: while no client requests the
list, `list` is `undefined` and the states are counted only every ten seconds, or less often when there are many
processes.
*/
export type Processes = {
	/** Number of processes. */
	readonly total: number;
	readonly running: number | undefined;
	/** Processes in interruptible or uninterruptible sleep, and idle kernel threads, as counted by top. */
	readonly sleeping: number | undefined;
	/** Processes stopped by a signal or a debugger. */
	readonly stopped: number | undefined;
	readonly zombie: number | undefined;
	/** Number of threads of all processes. */
	readonly threads: number | undefined;
	/**
	Processes that are counted in `total` only: their details are hidden from this user (`hidepid=1`, proc(5)) or
	malformed.
	*/
	readonly unreadable: number | undefined;
	/** All readable processes, unordered. `undefined` while no client requests the list. */
	readonly list: readonly Process[] | undefined;
};

/** A process that uses a GPU. */
export type GpuProcess = {
	readonly pid: number;
	readonly name: string | undefined;
	/** GPU memory that the process uses. */
	readonly memoryBytes: number | undefined;
};

/** A GPU. Values that its driver does not report are `undefined`. */
export type Gpu = {
	/** Index in the order of the driver, from 0. */
	readonly id: number;
	readonly name: string;
	readonly vendor: 'nvidia' | 'amd' | 'intel' | 'apple' | 'unknown';
	readonly driverVersion: string | undefined;
	/** PCI address or UUID. It stays the same when another GPU is lost. */
	readonly uniqueId: string | undefined;
	/** PCI address: `0000:01:00.0`. */
	readonly pciAddress: string | undefined;
	/**
	Reason why the GPU cannot be read, for example because it fell off the bus. All measured values are then absent.
	*/
	readonly problem: string | undefined;
	/**
	Total memory. For an integrated AMD GPU: its reserved memory plus the system memory it may use. `undefined` with
	unified memory.
	*/
	readonly memoryTotalBytes: number | undefined;
	readonly memoryUsedBytes: number | undefined;
	readonly memoryFreeBytes: number | undefined;
	/** Utilization, 0–100. */
	readonly usedPercent: number | undefined;
	readonly temperatureCelsius: number | undefined;
	readonly powerWatts: number | undefined;
	readonly powerLimitWatts: number | undefined;
	/** Fan speed in percent of its maximum. */
	readonly fanPercent: number | undefined;
	readonly clockMhz: number | undefined;
	readonly memoryClockMhz: number | undefined;
	/** Whether NVIDIA Multi-Instance GPU is enabled. The utilization is then unknown. */
	readonly isMig: boolean;
	/** Whether the GPU is suspended. A suspended GPU is not woken up; all measured values are absent. */
	readonly isAsleep: boolean;
	readonly processes: readonly GpuProcess[] | undefined;
};

/**
The share of time, in percent, in which tasks were stalled, averaged over 10, 60 and 300 seconds. Source:
`/proc/pressure`.
*/
export type PressureStall = {readonly avg10: number; readonly avg60: number; readonly avg300: number};

/**
The pressure on a resource: `some` or all (`full`) tasks were stalled. `full` is `undefined` where the kernel does not
report it: for `cpu` before Linux 5.13.
*/
export type ResourcePressure = {readonly some: PressureStall; readonly full: PressureStall | undefined};

/** Pressure stall information (PSI) of the kernel. `undefined` for resources without accounting. */
export type Pressure = {
	readonly cpu: ResourcePressure | undefined;
	readonly memory: ResourcePressure | undefined;
	readonly io: ResourcePressure | undefined;
};

/**
Limits and usage of the control group that this process runs in. They are displayed separately from the values of the
host.

A limit applies whether it is set on the group or on one of its parents. The usage is that of the group with the lowest
limit, which the kernel compares with the limit; without a limit it is the usage of the group itself.
*/
export type Limits = {
	/**
	Version of the control groups. `hybrid`: controllers of version 1 are mounted beside the hierarchy of version 2.
	*/
	readonly version: 'v1' | 'v2' | 'hybrid';
	/** Processor limit in cores. `undefined` without a limit. Source: `cpu.max`; in version 1 `cpu.cfs_quota_us`. */
	readonly cpuLimitCores: number | undefined;
	/** Processor usage in cores. `undefined` in the first sample and after a gap. */
	readonly cpuUsedCores: number | undefined;
	/** Share of the scheduler periods in which the group was throttled, 0–100. `undefined` without a limit. */
	readonly throttledPercent: number | undefined;
	/**
	Memory limit. `undefined` without a limit below the memory of the machine. Source: `memory.max`; in version 1
	`memory.limit_in_bytes`.
	*/
	readonly memoryLimitBytes: number | undefined;
	/** Working set: `memory.current` minus `inactive_file`. `undefined` in the root group of version 2. */
	readonly memoryUsedBytes: number | undefined;
	/** Used share of the memory limit, 0–100. `undefined` without a limit. */
	readonly memoryUsedPercent: number | undefined;
	/** Pressure stall information of the group itself. Version 2 only. */
	readonly pressure: Pressure | undefined;
};

/**
The system-wide file table of the kernel. Source: `/proc/sys/fs/file-nr` (proc_sys_fs(5)). When it is full, programs
cannot open files or sockets (`ENFILE`).
*/
export type KernelFiles = {
	/** Number of allocated file handles, over all processes. */
	readonly allocated: number;
	/** Maximum number of file handles. `undefined` without a limit: the default of the kernel exceeds the memory. */
	readonly maximum: number | undefined;
	/** Used share of the maximum, 0–100. `undefined` without a limit. */
	readonly usedPercent: number | undefined;
};

/** A temperature sensor. Source: hwmon, otherwise thermal zones. */
export type Temperature = {
	/** Driver and label: `coretemp Package id 0`, `k10temp Tctl`, … */
	readonly label: string;
	readonly celsius: number;
	/** Upper threshold of the driver. `undefined` where it does not report one. */
	readonly highCelsius: number | undefined;
	/** Critical threshold of the driver. `undefined` where it does not report one. */
	readonly criticalCelsius: number | undefined;
};

/** The temperatures of the machine. */
export type Temperatures = {
	/** Package temperature of the processor. `undefined` without a processor sensor. */
	readonly cpuCelsius: number | undefined;
	readonly sensors: readonly Temperature[];
};

/** The resource usage of the monitor itself. */
export type SelfUsage = {
	/** Processor usage over the last interval; 100 is one fully used core. `undefined` in the first sample. */
	readonly cpuPercent: number | undefined;
	/** User and system time since the start. */
	readonly cpuSeconds: number | undefined;
	/** Resident memory of the process. */
	readonly residentSetBytes: number;
	/** Resident memory as a share of the installed memory, 0–100. `undefined` in recordings of earlier versions. */
	readonly memoryPercent: number | undefined;
	/** Used JavaScript heap of the measuring thread (`process.memoryUsage`). */
	readonly heapUsedBytes: number;
	/** Allocated JavaScript heap of the measuring thread. */
	readonly heapTotalBytes: number;
	/** Memory of JavaScript objects outside of the heap, such as buffers. */
	readonly externalBytes: number;
	/** Number of threads. Linux only. */
	readonly threads: number | undefined;
	/** Number of open file descriptors, counted every ten seconds. Linux only. */
	readonly openFiles: number | undefined;
	/**
	Number of TCP connections of the measuring thread, in both directions. `undefined` in recordings of earlier versions.
	*/
	readonly connections: number | undefined;
	/** Maximum delay of the event loop since the previous sample. `undefined` in the first sample. */
	readonly eventLoopDelayMs: number | undefined;
	/** Number of garbage collections since the start. */
	readonly gcCount: number;
	/** Total milliseconds of garbage collection since the start. */
	readonly gcPauseMs: number;
	/** Seconds since the start. */
	readonly uptimeSeconds: number;
	/** Trend of the resident memory over the last hour. `undefined` during the first ten minutes. */
	readonly memoryTrendBytesPerHour: number | undefined;
	/** Warning when memory appears to leak. */
	readonly leakWarning: string | undefined;
};

/** The values of all metrics, by name. */
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
