import type {Sample} from '../../source/core/sample.js';
import type {Reading} from '../../source/metrics/reading.js';
import type {
	Cpu,
	CpuShares,
	DeviceCounters,
	DeviceIo,
	Disk,
	Memory,
	Metrics,
	Network,
	Paging,
	RaidArray,
	Readings,
	Snapshot,
	Sockets,
	SystemFacts,
} from '../../source/metrics/snapshot.js';

const gibibyte = 2 ** 30;

export function ok<Value>(value: Value): Reading<Value> {
	return {state: 'ok', value};
}

export function shares(usedPercent: number): CpuShares {
	return {
		usedPercent,
		userPercent: usedPercent * 0.75,
		systemPercent: usedPercent * 0.25,
		iowaitPercent: 1.2,
		stealPercent: 0,
		nicePercent: 0,
		irqPercent: 0,
		softirqPercent: usedPercent * 0.05,
	};
}

export function cpu(usedPercent: number, corePercents: readonly (number | undefined)[] = []): Cpu {
	return {
		total: shares(usedPercent),
		cores: corePercents.map((percent, id) => ({id, shares: percent === undefined ? undefined : shares(percent)})),
		runnableTasks: 3,
		blockedTasks: 1,
		contextSwitchesPerSecond: 8200,
		interruptsPerSecond: 5100,
		forksPerSecond: 12.5,
	};
}

export const memory: Memory = {
	totalBytes: 16 * gibibyte,
	availableBytes: 4 * gibibyte,
	usedBytes: 12 * gibibyte,
	usedPercent: 75,
	cachedBytes: 2 * gibibyte,
	freeBytes: 1.5 * gibibyte,
	buffersBytes: 0.1 * gibibyte,
	pageCacheBytes: 1.4 * gibibyte,
	dirtyBytes: 0.05 * gibibyte,
	writebackBytes: 0,
	slabBytes: 0.6 * gibibyte,
	slabReclaimableBytes: 0.5 * gibibyte,
	sharedBytes: 0.3 * gibibyte,
	anonymousBytes: 11 * gibibyte,
	hugePagesTotalBytes: 0,
	hugePagesFreeBytes: 0,
	committedBytes: 18 * gibibyte,
	commitLimitBytes: 8 * gibibyte,
	corruptedBytes: 0,
	zswapBytes: 0,
	zramBytes: undefined,
	swap: {totalBytes: 0, usedBytes: 0, usedPercent: undefined},
};

export const paging: Paging = {
	swapInBytesPerSecond: 0,
	swapOutBytesPerSecond: 0,
	majorFaultsPerSecond: 1.5,
	directScansPerSecond: 0,
	refaultsPerSecond: 0,
	allocationStallsPerSecond: 0,
	oomKills: 0,
};

export function disk(path: string, usedPercent: number, totalGibibytes = 100): Disk {
	const totalBytes = totalGibibytes * gibibyte;
	const usedBytes = (totalBytes * usedPercent) / 100;
	return {
		path,
		source: '/dev/sda1',
		fileSystem: 'ext4',
		deviceNumber: '8:1',
		isReadOnly: false,
		isUnexpectedlyReadOnly: false,
		space: ok({
			totalBytes,
			usedBytes,
			freeBytes: totalBytes - usedBytes,
			usedPercent,
			inodes: {total: 1000, free: 900, usedPercent: 10},
		}),
	};
}

/** A physical disk with some traffic. */
export function deviceIo(name: string, deviceNumber: string, io: Partial<DeviceIo> = {}): DeviceIo {
	return {
		name,
		deviceNumber,
		isPhysical: true,
		isPartition: false,
		readBytesPerSecond: 8_000_000,
		writeBytesPerSecond: 2_000_000,
		readsPerSecond: 120,
		writesPerSecond: 60,
		readAwaitMs: 1.5,
		writeAwaitMs: 4.5,
		awaitMs: 2.5,
		queueLength: 0.45,
		busyPercent: 14,
		ioErrors: 0,
		...io,
	};
}

/** The counters of a disk since boot. */
export function deviceCounters(name: string, deviceNumber: string): DeviceCounters {
	return {
		name,
		deviceNumber,
		reads: 2000,
		readsMerged: 100,
		readBytes: 16_000_000,
		readMs: 3000,
		writes: 1000,
		writesMerged: 500,
		writtenBytes: 8_000_000,
		writeMs: 4500,
		inFlight: 1,
		busyMs: 5000,
		weightedMs: 7500,
		discards: 3,
		discardsMerged: 0,
		discardedBytes: 12_288,
		discardMs: 2,
		flushes: 40,
		flushMs: 60,
	};
}

/** A RAID array of two devices. */
export function raidArray(name: string, array: Partial<RaidArray> = {}): RaidArray {
	return {
		name,
		level: 'raid1',
		isActive: true,
		devices: 2,
		workingDevices: 2,
		missingDevices: 0,
		failedDevices: 0,
		spareDevices: 0,
		isDegraded: false,
		action: undefined,
		actionPercent: undefined,
		...array,
	};
}

export const network: Network = {
	receiveBytesPerSecond: 1_200_000,
	sendBytesPerSecond: 85_000,
	interfaces: [
		{
			name: 'eth0',
			isPhysical: true,
			receivedBytes: 10 * gibibyte,
			sentBytes: gibibyte,
			receivedPackets: 1,
			sentPackets: 1,
			receiveErrors: 0,
			sendErrors: 0,
			receiveDrops: 0,
			sendDrops: 0,
			receiveBytesPerSecond: 1_200_000,
			sendBytesPerSecond: 85_000,
			errorsPerSecond: 0,
			dropsPerSecond: 0,
			receivePacketsPerSecond: 900,
			sendPacketsPerSecond: 450,
			receiveErrorsPerSecond: 0,
			sendErrorsPerSecond: 0,
			receiveDropsPerSecond: 0,
			sendDropsPerSecond: 0,
			linkMbps: 1000,
			linkUsedPercent: 0.96,
			carrierChanges: 1,
			isUp: true,
		},
	],
};

export const quietSockets: Sockets = {
	tcpEstablished: 412,
	tcpTimeWait: 96,
	tcpOrphaned: 0,
	tcpInUse: 431,
	udpInUse: 9,
	localPortsPercent: 1.8,
	segmentsSentPerSecond: 4150,
	retransmitsPerSecond: 2.5,
	retransmitPercent: 0.06,
	resetsPerSecond: 0.5,
	listenOverflowsPerSecond: 0,
	listenDropsPerSecond: 0,
	synDropsPerSecond: 0,
	udpReceiveBufferErrorsPerSecond: 0,
	softnetDropsPerSecond: 0,
	softnetSqueezesPerSecond: 0,
};

export const system: SystemFacts = {
	hostname: 'web-01',
	osName: 'Linux',
	osVersion: 'Debian GNU/Linux 12 (bookworm)',
	osRelease: '6.18.5-amd64',
	architecture: 'x64',
	machine: 'x86_64',
	cpuModel: 'Example CPU @ 2.30GHz',
	physicalCores: 4,
	logicalCores: 8,
	bootTimeMs: Date.UTC(2026, 0, 1, 6, 3, 30),
	nodeVersion: 'v24.1.0',
	container: undefined,
};

/** Everything known except what a small server does not have. */
export const typicalReadings: Readings = {
	processor: ok(cpu(25.5, [20, 30, 16, 40, 99, 12, 4, 2])),
	load: ok({load1: 0.42, load5: 0.36, load15: 0.31}),
	frequency: ok({currentMhz: 3200, maxMhz: 3700, coreMhz: new Map()}),
	memory: ok(memory),
	paging: ok(paging),
	disks: ok([disk('/', 62.4), disk('/data', 96.2, 500)]),
	disk_io: ok({
		readBytesPerSecond: 12_000_000,
		writeBytesPerSecond: 3_100_000,
		readsPerSecond: 310,
		writesPerSecond: 95,
		busyPercent: 14,
		devices: [],
	}),
	raid: {state: 'unsupported', reason: 'no /proc/mdstat'},
	network: ok(network),
	processes: {state: 'pending'},
	gpu: {state: 'unsupported', reason: 'no GPU'},
	pressure: {state: 'unsupported', reason: 'no /proc/pressure'},
	limits: {state: 'unsupported', reason: 'no cgroup'},
	groups: {state: 'pending'},
	sockets: {state: 'pending'},
	hardware: {state: 'pending'},
	kernel: {state: 'pending'},
	temperatures: ok({cpuCelsius: 52, sensors: []}),
	system: ok(system),
	self: {state: 'pending'},
	events: {state: 'pending'},
};

export const startMs = Date.UTC(2026, 0, 4, 10, 15, 30);

/** The snapshot `seconds` after the start; `changes` replaces readings. */
export function snapshotAt(
	seconds: number,
	changes: {readonly [Name in keyof Metrics]?: Reading<Metrics[Name]>} = {},
): Snapshot {
	return {
		timestampMs: startMs + seconds * 1000,
		monotonicMs: 5_000_000 + seconds * 1000,
		intervalMs: 500,
		readings: {...typicalReadings, ...changes},
	};
}

export function sampleAt(
	seconds: number,
	changes: {readonly [Name in keyof Metrics]?: Reading<Metrics[Name]>} = {},
	sequence = Math.round(seconds * 2) + 1,
): Sample {
	return {sequence, snapshot: snapshotAt(seconds, changes), alerts: [], events: []};
}
