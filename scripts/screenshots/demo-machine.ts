import type {Alert} from '../../source/alerts/alert.js';
import type {Sample} from '../../source/core/sample.js';
import type {Reading} from '../../source/metrics/reading.js';
import type {Cpu, CpuShares, DeviceIo, Disk, DiskIo, Group, Process, Readings} from '../../source/metrics/snapshot.js';
import {eventCounts} from '../../source/metrics/values/event-kinds.js';
import {ioTotals} from '../../source/metrics/values/io-totals.js';
import {unmeasuredProcess} from '../../source/metrics/values/unmeasured-process.js';
import {demoFaults} from './demo-alerts.js';

const gibibyte = 2 ** 30;
const mebibyte = 2 ** 20;
const startMs = Date.UTC(2026, 0, 4, 10, 8, 0);
const intervalMs = 500;

function ok<Value>(value: Value): Reading<Value> {
	return {state: 'ok', value};
}

/** Returns repeatable noise between 0 and 1, so that the pictures are reproducible. */
function noise(seed: number): number {
	const value = Math.sin(seed * 12.9898) * 43_758.5453;
	return value - Math.floor(value);
}

function shares(usedPercent: number): CpuShares {
	const used = Math.min(100, Math.max(0, usedPercent));
	return {
		usedPercent: used,
		userPercent: used * 0.78,
		systemPercent: used * 0.18,
		iowaitPercent: 1.2,
		stealPercent: used * 0.04,
		nicePercent: used * 0.02,
		irqPercent: 0,
		softirqPercent: used * 0.03,
	};
}

/** Returns the CPU usage of a web server with a database: waves of requests, and occasional reports. */
function cpuAt(tick: number): Cpu {
	const wave = 34 + 18 * Math.sin(tick / 45) + 9 * Math.sin(tick / 11);
	const report = tick % 260 > 215 ? 30 : 0;
	const core = (id: number): number =>
		(wave + report) * (0.55 + 0.9 * noise(id + 1)) + 14 * (noise(tick * 8 + id) - 0.5) + (id === 4 ? 45 : 0);
	const cores = Array.from({length: 8}, (_, id) => ({id, shares: shares(core(id))}));
	const mean = cores.reduce((sum, {shares: own}) => sum + own.usedPercent, 0) / cores.length;
	return {
		total: shares(mean),
		cores,
		runnableTasks: Math.round(mean / 12),
		blockedTasks: noise(tick + 2) > 0.7 ? 1 : 0,
		contextSwitchesPerSecond: 8200 + 90 * mean,
		interruptsPerSecond: 5100 + 60 * mean,
		forksPerSecond: 6 + 10 * noise(tick + 4),
	};
}

function disk(path: string, device: string, totalGibibytes: number, usedPercent: number): Disk {
	const totalBytes = totalGibibytes * gibibyte;
	const usedBytes = (totalBytes * usedPercent) / 100;
	return {
		path,
		source: `/dev/${device}`,
		fileSystem: 'ext4',
		deviceNumber: undefined,
		isReadOnly: false,
		isUnexpectedlyReadOnly: false,
		space: ok({
			totalBytes,
			usedBytes,
			freeBytes: totalBytes - usedBytes,
			usedPercent,
			inodes: {total: 30_000_000, free: 27_900_000, usedPercent: 7},
		}),
	};
}

type Row = readonly [
	pid: number,
	parent: number,
	user: string,
	name: string,
	cpu: number,
	mebibytes: number,
	threads: number,
	seconds: number,
];

const processRows: readonly Row[] = [
	[1, 0, 'root', 'systemd', 0.1, 14, 1, 42],
	[412, 1, 'root', 'systemd-journal', 0.3, 38, 1, 310],
	[688, 1, 'root', 'sshd', 0, 9, 1, 4],
	[702, 1, 'root', 'cron', 0, 3, 1, 2],
	[731, 1, 'postgres', 'postgres', 0.4, 212, 1, 900],
	[802, 731, 'postgres', 'postgres', 98.6, 846, 1, 5400],
	[803, 731, 'postgres', 'postgres', 21.3, 512, 1, 2100],
	[804, 731, 'postgres', 'postgres', 11.9, 498, 1, 1800],
	[950, 1, 'web', 'node', 63.2, 734, 13, 8900],
	[958, 950, 'web', 'node', 41.7, 522, 13, 6100],
	[959, 950, 'web', 'node', 38.5, 508, 13, 6050],
	[1040, 1, 'root', 'nginx', 0, 12, 1, 1],
	[1041, 1040, 'www-data', 'nginx', 7.4, 44, 1, 640],
	[1042, 1040, 'www-data', 'nginx', 6.8, 43, 1, 655],
	[1210, 1, 'redis', 'redis-server', 3.1, 188, 5, 420],
	[1388, 1, 'root', 'dockerd', 1.2, 96, 21, 180],
	[1402, 1, 'root', 'containerd', 0.8, 61, 18, 160],
	[2207, 1, 'backup', 'restic', 14.2, 301, 9, 77],
	[3001, 688, 'ada', 'bash', 0, 6, 1, 0.3],
	[3120, 3001, 'ada', 'htop', 1.9, 8, 1, 12],
	[77, 2, 'root', 'kworker/u16:2', 0.2, 0, 1, 9],
	[78, 2, 'root', 'kswapd0', 0, 0, 1, 1],
];

function processesAt(tick: number): readonly Process[] {
	return processRows.map(([pid, parentPid, user, name, cpu, mebibytes, threads, seconds], index) => {
		const cpuPercent = cpu === 0 ? 0 : Math.max(0, cpu * (0.85 + 0.3 * noise(tick + index)));
		return {
			...unmeasuredProcess,
			pid,
			parentPid,
			startedAtMs: startMs - seconds * 10_000 - 60_000,
			name,
			user,
			state: cpuPercent > 50 ? 'R' : name === 'restic' ? 'D' : mebibytes === 0 ? 'I' : 'S',
			threads,
			nice: 0,
			residentSetBytes: mebibytes * mebibyte,
			cpuPercent,
			cpuTimeSeconds: seconds + tick / 100,
		};
	});
}

function diskIoAt(tick: number): DiskIo {
	const writes = tick % 120 > 100 ? 30_000_000 : 0;
	const device = (name: string, deviceNumber: string, share: number, seed: number): DeviceIo => {
		const read = 12_000_000 * share * (0.4 + noise(tick + seed));
		const written = 3_100_000 * share * (0.5 + noise(tick + seed + 2)) + writes * share;
		const [readsPerSecond, writesPerSecond] = [read / 38_000, written / 34_000];
		const readAwaitMs = 0.4 + 0.3 * noise(tick + seed + 4);
		const writeAwaitMs = 1.1 + 0.9 * noise(tick + seed + 6);
		const requests = readsPerSecond + writesPerSecond;
		const awaitMs = (readsPerSecond * readAwaitMs + writesPerSecond * writeAwaitMs) / requests;
		return {
			name,
			deviceNumber,
			isPhysical: true,
			isPartition: false,
			readBytesPerSecond: read,
			writeBytesPerSecond: written,
			readsPerSecond,
			writesPerSecond,
			readAwaitMs,
			writeAwaitMs,
			awaitMs,
			queueLength: (requests * awaitMs) / 1000,
			busyPercent: (14 + 20 * noise(tick + seed + 6)) * share,
			ioErrors: undefined,
		};
	};
	const devices = [device('nvme0n1', '259:0', 0.7, 3), device('nvme1n1', '259:3', 0.3, 31)];
	return {...ioTotals(devices), devices};
}

function readingsAt(tick: number): Readings {
	const receive = 1_100_000 * (1 + 0.7 * Math.sin(tick / 30) + 0.5 * noise(tick));
	const send = 5_400_000 * (1 + 0.6 * Math.sin(tick / 30 + 0.3) + 0.4 * noise(tick + 7));
	const usedPercent = 84.2 + 1.4 * Math.sin(tick / 200);
	const totalBytes = 15.6 * gibibyte;
	const list = processesAt(tick);
	return {
		processor: ok(cpuAt(tick)),
		load: ok({load1: 4.12 + Math.sin(tick / 60), load5: 3.86, load15: 3.31}),
		frequency: ok({
			currentMhz: 3200 + 80 * Math.round(3 * noise(Math.floor(tick / 4))),
			maxMhz: 3700,
			coreMhz: new Map(),
		}),
		memory: ok({
			totalBytes,
			availableBytes: totalBytes * (1 - usedPercent / 100),
			usedBytes: (totalBytes * usedPercent) / 100,
			usedPercent,
			cachedBytes: 1.9 * gibibyte,
			freeBytes: 0.42 * gibibyte,
			buffersBytes: 0.11 * gibibyte,
			pageCacheBytes: 1.3 * gibibyte,
			dirtyBytes: (12 + 30 * noise(tick)) * mebibyte,
			writebackBytes: 0,
			slabBytes: 0.62 * gibibyte,
			slabReclaimableBytes: 0.49 * gibibyte,
			sharedBytes: 0.31 * gibibyte,
			anonymousBytes: 11.9 * gibibyte,
			hugePagesTotalBytes: 0,
			hugePagesFreeBytes: 0,
			committedBytes: 18.4 * gibibyte,
			commitLimitBytes: 11.8 * gibibyte,
			corruptedBytes: 0,
			zswapBytes: 0,
			zramBytes: undefined,
			swap: {totalBytes: 4 * gibibyte, usedBytes: 0.35 * gibibyte, usedPercent: 8.8},
		}),
		paging: ok({
			swapInBytesPerSecond: 0,
			swapOutBytesPerSecond: 0,
			majorFaultsPerSecond: noise(tick + 6) > 0.8 ? 4 : 0,
			directScansPerSecond: 0,
			refaultsPerSecond: 0,
			allocationStallsPerSecond: 0,
			oomKills: 0,
		}),
		disks: ok([
			disk('/', 'nvme0n1p2', 220, 62.4),
			disk('/boot', 'nvme0n1p1', 1, 31),
			disk('/data', 'nvme1n1', 500, 96.2),
		]),
		disk_io: ok(diskIoAt(tick)),
		raid: {state: 'unsupported', reason: 'no /proc/mdstat'},
		network: ok({
			receiveBytesPerSecond: receive,
			sendBytesPerSecond: send,
			interfaces: [
				{
					name: 'eth0',
					isPhysical: true,
					receivedBytes: 812 * gibibyte + tick * 500_000,
					sentBytes: 2100 * gibibyte + tick * 2_000_000,
					receivedPackets: undefined,
					sentPackets: undefined,
					receiveErrors: 0,
					sendErrors: 0,
					receiveDrops: 0,
					sendDrops: 0,
					receiveBytesPerSecond: receive,
					sendBytesPerSecond: send,
					errorsPerSecond: 0,
					dropsPerSecond: 0,
					receivePacketsPerSecond: receive / 900,
					sendPacketsPerSecond: send / 1300,
					receiveErrorsPerSecond: 0,
					sendErrorsPerSecond: 0,
					receiveDropsPerSecond: 0,
					sendDropsPerSecond: 0,
					linkMbps: 1000,
					linkUsedPercent: send / 1_250_000,
					carrierChanges: 2,
					isUp: true,
				},
			],
		}),
		sockets: ok({
			tcpEstablished: 412,
			tcpTimeWait: 96,
			tcpOrphaned: 0,
			tcpInUse: 431,
			udpInUse: 9,
			localPortsPercent: 1.8,
			segmentsSentPerSecond: send / 1300,
			retransmitsPerSecond: 2.5,
			retransmitPercent: 0.06,
			resetsPerSecond: 0.5,
			listenOverflowsPerSecond: 0,
			listenDropsPerSecond: 0,
			synDropsPerSecond: 0,
			udpReceiveBufferErrorsPerSecond: 0,
			softnetDropsPerSecond: 0,
			softnetSqueezesPerSecond: 0,
		}),
		processes: ok({
			total: 214,
			running: 3,
			sleeping: 211,
			stopped: 0,
			zombie: 0,
			threads: 892,
			unreadable: 0,
			blocked: undefined,
			ended: undefined,
			list,
		}),
		gpu: ok([
			{
				id: 0,
				name: 'NVIDIA L4',
				vendor: 'nvidia',
				driverVersion: '590.48.01',
				uniqueId: 'GPU-0',
				pciAddress: undefined,
				problem: undefined,
				memoryTotalBytes: 23_034 * mebibyte,
				memoryUsedBytes: 11_264 * mebibyte,
				memoryFreeBytes: 11_770 * mebibyte,
				usedPercent: Math.round(45 + 25 * Math.sin(tick / 20)),
				temperatureCelsius: 65,
				powerWatts: 58,
				powerLimitWatts: 72,
				fanPercent: undefined,
				clockMhz: 2040,
				memoryClockMhz: 6251,
				isMig: false,
				isAsleep: false,
				processes: undefined,
			},
		]),
		pressure: ok({
			cpu: {some: {avg10: 8.2, avg60: 6.9, avg300: 5.1}, full: {avg10: 0, avg60: 0, avg300: 0}},
			memory: {some: {avg10: 0.4, avg60: 0.2, avg300: 0.1}, full: {avg10: 0.1, avg60: 0, avg300: 0}},
			io: {some: {avg10: 12.6, avg60: 7.7, avg300: 4.2}, full: {avg10: 4.9, avg60: 3, avg300: 1.8}},
			irq: undefined,
		}),
		limits: {state: 'unsupported', reason: 'no limits'},
		kernel: ok({
			files: {used: 9152, maximum: 1_624_000, usedPercent: (9152 / 1_624_000) * 100},
			threads: {used: 892, maximum: 126_213, usedPercent: (892 / 126_213) * 100},
			conntrack: {used: 1840, maximum: 262_144, usedPercent: (1840 / 262_144) * 100},
		}),
		groups: ok({list: groupsAt(tick), total: 74, unreached: 0, failedUnits: []}),
		temperatures: ok({
			cpuCelsius: 61,
			sensors: [
				{label: 'coretemp Package id 0', celsius: 61, highCelsius: 82, criticalCelsius: 100},
				{label: 'coretemp Core 0', celsius: 58, highCelsius: 82, criticalCelsius: 100},
				{label: 'coretemp Core 1', celsius: 60, highCelsius: 82, criticalCelsius: 100},
			],
		}),
		hardware: ok({
			fans: [
				{label: 'nct6798 CPU Fan', rpm: 1180, isStopped: false},
				{label: 'nct6798 System Fan', rpm: 760, isStopped: false},
			],
			power: [{label: 'package-0', watts: 48.2}],
			batteries: [],
			thermalThrottles: 0,
			correctedMemoryErrors: 0,
			uncorrectedMemoryErrors: 0,
		}),
		system: ok({
			hostname: 'web-01',
			osName: 'Linux',
			osVersion: 'Debian GNU/Linux 12 (bookworm)',
			osRelease: '6.18.5-amd64',
			architecture: 'x64',
			machine: 'x86_64',
			cpuModel: 'Example CPU @ 3.20GHz',
			physicalCores: 4,
			logicalCores: 8,
			bootTimeMs: startMs - 274_320_000,
			nodeVersion: 'v24.1.0',
			container: undefined,
		}),
		self: ok({
			cpuPercent: 0.9,
			cpuSeconds: 1.2,
			residentSetBytes: 71 * mebibyte,
			memoryPercent: 0.4,
			heapUsedBytes: 20 * mebibyte,
			heapTotalBytes: 30 * mebibyte,
			externalBytes: 3 * mebibyte,
			threads: 11,
			openFiles: 34,
			connections: 2,
			eventLoopDelayMs: 0.4,
			gcCount: 12,
			gcPauseMs: 8,
			uptimeSeconds: tick / 2,
			memoryTrendBytesPerHour: undefined,
			leakWarning: undefined,
		}),
		events: ok({list: [], kernelLog: 'read', counts: eventCounts(() => 0)}),
	};
}

/** The services of the fictional machine. */
function groupsAt(tick: number): readonly Group[] {
	const group = (name: string, kind: Group['kind'], cpuPercent: number, memoryMebibytes: number): Group => ({
		path: `/system.slice/${name}`,
		name,
		kind,
		image: undefined,
		cpuPercent: cpuPercent * (0.8 + 0.4 * noise(tick + memoryMebibytes)),
		cpuSeconds: 1000 + (cpuPercent * tick) / 200,
		cpuLimitCores: undefined,
		throttledPercent: undefined,
		memoryBytes: memoryMebibytes * mebibyte,
		memoryLimitBytes: undefined,
		memoryPercent: undefined,
		memoryLimitHits: 0,
		memoryLimitHitsPerSecond: 0,
		swapBytes: 0,
		readBytesPerSecond: 0,
		writeBytesPerSecond: cpuPercent * 20_000,
		pressure: undefined,
		pids: 12,
		pidsLimit: 4915,
		pidsLimitHits: 0,
		pidsLimitHitsPerSecond: 0,
		oomKills: 0,
		restarts: 0,
		state: 'active',
	});
	return [
		group('postgresql.service', 'service', 61, 4900),
		group('nginx.service', 'service', 12, 240),
		{
			...group('api', 'container', 48, 1980),
			image: 'registry.example/api:4.2',
			state: 'running',
			cpuLimitCores: 0.5,
			throttledPercent: 38,
			memoryLimitBytes: 2048 * mebibyte,
			memoryPercent: 96.7,
		},
		{...group('worker', 'container', 21, 760), image: 'registry.example/worker:4.2', state: 'running'},
		group('sshd.service', 'service', 0, 8),
		group('cron.service', 'service', 0, 3),
	];
}

function alertsAt(timestampMs: number): readonly Alert[] {
	const since = (secondsAfterStart: number) => ({
		timestampMs,
		sinceMs: startMs + secondsAfterStart * 1000,
		durationMs: Math.max(0, timestampMs - startMs - secondsAfterStart * 1000),
	});
	return [
		{...demoFaults.disk, ...since(152), id: 'demo-2', ruleId: 'disks.percentage'},
		{...demoFaults.memory, ...since(34), id: 'demo-1', ruleId: 'memory.percentage'},
	];
}

/** Returns some minutes of samples of a fictional machine. */
export function demoSamples(seconds: number): readonly Sample[] {
	return Array.from({length: (seconds * 1000) / intervalMs}, (_, tick): Sample => {
		const timestampMs = startMs + tick * intervalMs;
		return {
			sequence: tick + 1,
			snapshot: {timestampMs, monotonicMs: tick * intervalMs, intervalMs, readings: readingsAt(tick)},
			alerts: tick < 310 ? [] : alertsAt(timestampMs),
			events: [],
		};
	});
}
