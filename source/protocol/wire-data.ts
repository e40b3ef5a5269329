import {metricNames} from '../metrics/metric-names.js';
import {known} from '../metrics/reading.js';
import type {
	Cpu,
	Disk,
	DiskIo,
	Frequency,
	Gpu,
	Limits,
	Memory,
	Network,
	Pressure,
	PressureStall,
	Process,
	Processes,
	Readings,
	SelfUsage,
	Snapshot,
	SystemFacts,
	Temperatures,
} from '../metrics/snapshot.js';
import {timestamp} from './timestamp.js';

/** JSON has no `undefined`; what is absent is `null`, never 0. */
const orNull = <Value>(value: Value | undefined): Value | null => value ?? null;

/** Two decimals carry all that was measured and keep the message short. */
const rounded = (value: number | undefined): number | null =>
	value === undefined ? null : Math.round(value * 100) / 100;

/** A second's worth of bytes is a whole number. */
const whole = (value: number | undefined): number | null => (value === undefined ? null : Math.round(value));

/** How many processes a message carries, by CPU and then by memory. */
const topProcesses = 50;

/**
The `data` of a `monitoring_data` message: the only place where names become snake_case. Metric paths are places in
this object. Units: bytes, seconds, percent 0–100, MHz, °C, watts.
*/
export function wireData(snapshot: Snapshot) {
	const {readings} = snapshot;
	const memory = known(readings.memory);
	const network = known(readings.network);
	const processes = known(readings.processes);
	const gpus = known(readings.gpu);
	const limits = known(readings.limits);
	const self = known(readings.self);

	return {
		memory: memory ? wireMemory(memory) : null,
		processor: wireProcessor(readings),
		load: orNull(known(readings.load)),
		disk: wireMainDisk(known(readings.disks)),
		disks: wireDisks(known(readings.disks), known(readings.diskIo)),
		disk_io: wireDiskIo(known(readings.diskIo)),
		network: network ? wireNetwork(network) : null,
		processes: processes ? wireProcesses(processes) : null,
		gpu: gpus ? {count: gpus.length, gpus: gpus.map(wireGpu)} : null,
		temperatures: wireTemperatures(known(readings.temperatures)),
		pressure: wirePressure(known(readings.pressure)),
		limits: limits ? wireLimits(limits) : null,
		system: wireSystem(known(readings.system), snapshot, processes),
		self: self ? wireSelf(self) : null,
		errors: wireErrors(readings),
	};
}

export type WireData = ReturnType<typeof wireData>;

function wireMemory({totalBytes, availableBytes, usedBytes, usedPercent, cachedBytes, swap}: Memory) {
	return {
		total: totalBytes,
		available: availableBytes,
		used: usedBytes,
		percentage: rounded(usedPercent),
		cached: orNull(cachedBytes),
		swap: swap ? {total: swap.totalBytes, used: swap.usedBytes, percentage: rounded(swap.usedPercent)} : null,
	};
}

function wireProcessor(readings: Readings) {
	const cpu: Cpu | undefined = known(readings.cpu);
	const frequency: Frequency | undefined = known(readings.frequency);
	const system = known(readings.system);
	if (!cpu && !frequency && !system) {
		return null;
	}

	return {
		usage_percent: rounded(cpu?.total.usedPercent),
		core_count: orNull(system?.physicalCores),
		logical_count: orNull(system?.logicalCores ?? cpu?.cores.length),
		frequency_current: rounded(frequency?.currentMhz),
		frequency_max: rounded(frequency?.maxMhz),
		per_core_usage: orNull(cpu?.cores.map(core => rounded(core.shares?.usedPercent))),
		user_percent: rounded(cpu?.total.userPercent),
		system_percent: rounded(cpu?.total.systemPercent),
		iowait_percent: rounded(cpu?.total.iowaitPercent),
		steal_percent: rounded(cpu?.total.stealPercent),
		temperature: rounded(known(readings.temperatures)?.cpuCelsius),
		model: orNull(system?.cpuModel),
	};
}

/** The main disk is the first that was configured, else `/`, else the first there is. */
function wireMainDisk(disks: readonly Disk[] | undefined) {
	const disk = disks?.find(({path}) => path === '/') ?? disks?.[0];
	const space = known(disk?.space);
	return disk && space
		? {
				total: space.totalBytes,
				used: space.usedBytes,
				free: space.freeBytes,
				percentage: rounded(space.usedPercent),
				path: disk.path,
			}
		: null;
}

function wireDisks(disks: readonly Disk[] | undefined, diskIo: DiskIo | undefined) {
	return (
		disks?.map(disk => {
			const space = known(disk.space);
			const io = diskIo?.devices.find(({deviceNumber}) => deviceNumber === disk.deviceNumber);
			return {
				path: disk.path,
				device: disk.source,
				file_system: disk.fileSystem,
				read_only: disk.isReadOnly,
				total: orNull(space?.totalBytes),
				used: orNull(space?.usedBytes),
				free: orNull(space?.freeBytes),
				percentage: rounded(space?.usedPercent),
				inodes_total: orNull(space?.inodes?.total),
				inodes_free: orNull(space?.inodes?.free),
				inodes_percentage: rounded(space?.inodes?.usedPercent),
				read_rate: whole(io?.readBytesPerSecond),
				write_rate: whole(io?.writeBytesPerSecond),
				busy_percent: rounded(io?.busyPercent),
				...(disk.space.state === 'ok' ? {} : {error: disk.space.reason ?? disk.space.state}),
			};
		}) ?? null
	);
}

function wireDiskIo(diskIo: DiskIo | undefined) {
	return diskIo
		? {
				read_rate: whole(diskIo.readBytesPerSecond),
				write_rate: whole(diskIo.writeBytesPerSecond),
				busy_percent: rounded(diskIo.busyPercent),
			}
		: null;
}

function wireNetwork(network: Network) {
	return {
		receive_rate: whole(network.receiveBytesPerSecond),
		send_rate: whole(network.sendBytesPerSecond),
		interfaces: network.interfaces.map(face => ({
			name: face.name,
			physical: face.isPhysical,
			received: face.receivedBytes,
			sent: face.sentBytes,
			receive_rate: whole(face.receiveBytesPerSecond),
			send_rate: whole(face.sendBytesPerSecond),
			errors_rate: rounded(face.errorsPerSecond),
			link_mbps: orNull(face.linkMbps),
		})),
	};
}

function wireProcesses({total, running, sleeping, stopped, zombie, threads, list}: Processes) {
	return {
		total,
		running: orNull(running),
		sleeping: orNull(sleeping),
		stopped: orNull(stopped),
		zombie: orNull(zombie),
		threads: orNull(threads),
		top: list ? [...list].sort(byCost).slice(0, topProcesses).map(wireProcess) : null,
	};
}

function byCost(a: Process, b: Process): number {
	return (b.cpuPercent ?? 0) - (a.cpuPercent ?? 0) || b.residentSetBytes - a.residentSetBytes || a.pid - b.pid;
}

/** The name only: full command lines carry secrets. */
function wireProcess(process: Process) {
	return {
		pid: process.pid,
		ppid: process.parentPid,
		name: process.name,
		user: orNull(process.user),
		state: process.state,
		threads: orNull(process.threads),
		cpu_percent: rounded(process.cpuPercent),
		memory: process.residentSetBytes,
		cpu_time: rounded(process.cpuTimeSeconds),
		started: process.startedAtMs === undefined ? null : timestamp(process.startedAtMs),
	};
}

function wireGpu(gpu: Gpu) {
	return {
		id: gpu.id,
		name: gpu.name,
		vendor: gpu.vendor,
		driver_version: orNull(gpu.driverVersion),
		memory_total: orNull(gpu.memoryTotalBytes),
		memory_used: orNull(gpu.memoryUsedBytes),
		memory_free: orNull(gpu.memoryFreeBytes),
		gpu_usage_percent: orNull(gpu.usedPercent),
		temperature: orNull(gpu.temperatureCelsius),
		power_draw: orNull(gpu.powerWatts),
		power_limit: orNull(gpu.powerLimitWatts),
		fan_percent: orNull(gpu.fanPercent),
		clock_mhz: orNull(gpu.clockMhz),
		memory_clock_mhz: orNull(gpu.memoryClockMhz),
		mig: gpu.isMig,
		asleep: gpu.isAsleep,
	};
}

function wireTemperatures(temperatures: Temperatures | undefined) {
	return temperatures
		? {
				cpu: orNull(temperatures.cpuCelsius),
				sensors: temperatures.sensors.map(({label, celsius, highCelsius, criticalCelsius}) => ({
					label,
					celsius,
					high: orNull(highCelsius),
					critical: orNull(criticalCelsius),
				})),
			}
		: null;
}

function wirePressure(pressure: Pressure | undefined) {
	const stall = (value: PressureStall | undefined) => orNull(value);
	const resource = (value: Pressure['cpu']) => (value ? {some: stall(value.some), full: stall(value.full)} : null);
	return pressure ? {cpu: resource(pressure.cpu), memory: resource(pressure.memory), io: resource(pressure.io)} : null;
}

function wireLimits(limits: Limits) {
	return {
		cpu_limit: orNull(limits.cpuLimitCores),
		cpu_used: rounded(limits.cpuUsedCores),
		throttled_percent: rounded(limits.throttledPercent),
		memory_limit: orNull(limits.memoryLimitBytes),
		memory_used: orNull(limits.memoryUsedBytes),
		memory_percentage: rounded(limits.memoryUsedPercent),
		pressure: wirePressure(limits.pressure),
	};
}

function wireSystem(facts: SystemFacts | undefined, snapshot: Snapshot, processes: Processes | undefined) {
	return facts
		? {
				os_name: facts.osName,
				os_version: facts.osVersion,
				os_release: facts.osRelease,
				architecture: facts.architecture,
				machine: facts.machine,
				processor: orNull(facts.cpuModel),
				hostname: facts.hostname,
				node_version: facts.nodeVersion,
				processes: orNull(processes?.total),
				boot_time: timestamp(facts.bootTimeMs),
				uptime: Math.max(0, Math.round((snapshot.timestampMs - facts.bootTimeMs) / 1000)),
				container: orNull(facts.container),
			}
		: null;
}

function wireSelf(self: SelfUsage) {
	return {
		cpu_percent: rounded(self.cpuPercent),
		rss: self.residentSetBytes,
		heap_used: self.heapUsedBytes,
		heap_total: self.heapTotalBytes,
		external: self.externalBytes,
		threads: orNull(self.threads),
		open_files: orNull(self.openFiles),
		event_loop_delay: rounded(self.eventLoopDelayMs),
		gc_count: self.gcCount,
		gc_pause: rounded(self.gcPauseMs),
		uptime: rounded(self.uptimeSeconds),
		memory_trend: whole(self.memoryTrendBytesPerHour),
		leak_warning: orNull(self.leakWarning),
	};
}

/** Why a metric is `null`, by metric; what is switched off or simply not there is no error. */
function wireErrors(readings: Readings): Readonly<Record<string, {state: string; reason: string | null}>> {
	const absent = metricNames.flatMap(name => {
		const reading = readings[name];
		return reading.state === 'ok' || reading.state === 'disabled' || reading.state === 'pending'
			? []
			: [[name, {state: reading.state, reason: orNull(reading.reason)}] as const];
	});
	return Object.fromEntries(absent);
}
