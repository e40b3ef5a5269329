import {metricNames} from '../metrics/metric-names.js';
import {known} from '../metrics/reading.js';
import type {Disk, Gpu, NetworkInterface, PressureStall, Readings} from '../metrics/snapshot.js';
import type {Sample} from '../sample.js';
import {counter, type Family, gauge, type Labels, type Point} from './prometheus-family.js';

const ratio = (percent: number | undefined): number | undefined => (percent === undefined ? undefined : percent / 100);

/** What was measured, for Prometheus. Without processes: their series would never end. */
export function machineFamilies({sequence, snapshot, alerts}: Sample): readonly Family[] {
	const {readings} = snapshot;
	const count = (level: string): Point => ({
		labels: {level: level.toLowerCase()},
		value: alerts.filter(alert => alert.level === level).length,
	});

	return [
		counter('snapshots', 'Snapshots taken since the start.', sequence),
		gauge('snapshot_timestamp_seconds', 'When the latest snapshot was taken.', snapshot.timestampMs / 1000),
		gauge(
			'metric_up',
			'Whether a metric is known.',
			metricNames.map(metric => ({labels: {metric}, value: readings[metric].state === 'ok' ? 1 : 0})),
		),
		gauge('alerts_firing', 'Alerts that fire.', [count('WARNING'), count('CRITICAL')]),
		...processorFamilies(readings),
		...memoryFamilies(readings),
		...diskFamilies(readings),
		...networkFamilies(known(readings.network)?.interfaces ?? []),
		...gpuFamilies(known(readings.gpu) ?? []),
		...pressureFamilies(readings),
		...limitFamilies(readings),
		...systemFamilies(readings),
		...selfFamilies(readings),
	];
}

function processorFamilies(readings: Readings): readonly Family[] {
	const cpu = known(readings.cpu);
	const load = known(readings.load);
	const frequency = known(readings.frequency);
	const temperatures = known(readings.temperatures);
	return [
		gauge('cpu_usage_ratio', 'Share of time not idle, over all cores.', ratio(cpu?.total.usedPercent)),
		gauge('cpu_mode_ratio', 'Share of time by mode, over all cores.', [
			{labels: {mode: 'user'}, value: ratio(cpu?.total.userPercent)},
			{labels: {mode: 'system'}, value: ratio(cpu?.total.systemPercent)},
			{labels: {mode: 'iowait'}, value: ratio(cpu?.total.iowaitPercent)},
			{labels: {mode: 'steal'}, value: ratio(cpu?.total.stealPercent)},
		]),
		gauge(
			'cpu_core_usage_ratio',
			'Share of time not idle, by core.',
			cpu?.cores.map(({id, shares}) => ({labels: {cpu: String(id)}, value: ratio(shares?.usedPercent)})) ?? [],
		),
		gauge('cpu_frequency_hertz', 'Mean clock.', scaled(frequency?.currentMhz, 1e6)),
		gauge('load1', 'Load average over 1 minute.', load?.load1),
		gauge('load5', 'Load average over 5 minutes.', load?.load5),
		gauge('load15', 'Load average over 15 minutes.', load?.load15),
		gauge(
			'temperature_celsius',
			'Temperature by sensor.',
			temperatures?.sensors.map(({label, celsius}) => ({labels: {sensor: label}, value: celsius})) ?? [],
		),
	];
}

function memoryFamilies(readings: Readings): readonly Family[] {
	const memory = known(readings.memory);
	return [
		gauge('memory_size_bytes', 'Installed memory.', memory?.totalBytes),
		gauge('memory_available_bytes', 'What programs may still have without swapping.', memory?.availableBytes),
		gauge('memory_used_bytes', 'Memory not available.', memory?.usedBytes),
		gauge('memory_cached_bytes', 'Page cache, buffers and reclaimable slab.', memory?.cachedBytes),
		gauge('swap_size_bytes', 'Swap space.', memory?.swap?.totalBytes),
		gauge('swap_used_bytes', 'Swap in use.', memory?.swap?.usedBytes),
	];
}

function diskFamilies(readings: Readings): readonly Family[] {
	const disks = known(readings.disks) ?? [];
	const devices = known(readings.diskIo)?.devices ?? [];
	const labelled = (value: (disk: Disk) => number | undefined): readonly Point[] =>
		disks.map(disk => ({
			labels: {mountpoint: disk.path, device: disk.source, fstype: disk.fileSystem},
			value: value(disk),
		}));
	const device = (value: (io: (typeof devices)[number]) => number | undefined): readonly Point[] =>
		devices.map(io => ({labels: {device: io.name}, value: value(io)}));

	return [
		gauge(
			'filesystem_size_bytes',
			'Size of the file system.',
			labelled(({space}) => known(space)?.totalBytes),
		),
		gauge(
			'filesystem_avail_bytes',
			'What an ordinary user may still write.',
			labelled(({space}) => known(space)?.freeBytes),
		),
		gauge(
			'filesystem_used_bytes',
			'Space in use.',
			labelled(({space}) => known(space)?.usedBytes),
		),
		gauge(
			'filesystem_files',
			'Inodes there are.',
			labelled(({space}) => known(space)?.inodes?.total),
		),
		gauge(
			'filesystem_files_free',
			'Inodes left.',
			labelled(({space}) => known(space)?.inodes?.free),
		),
		gauge(
			'filesystem_readonly',
			'Whether it is mounted read-only.',
			labelled(({isReadOnly}) => (isReadOnly ? 1 : 0)),
		),
		gauge(
			'disk_read_bytes_per_second',
			'Read from the device.',
			device(io => io.readBytesPerSecond),
		),
		gauge(
			'disk_write_bytes_per_second',
			'Written to the device.',
			device(io => io.writeBytesPerSecond),
		),
		gauge(
			'disk_busy_ratio',
			'Share of time with a request under way.',
			device(io => ratio(io.busyPercent)),
		),
	];
}

function networkFamilies(interfaces: readonly NetworkInterface[]): readonly Family[] {
	const each = (value: (face: NetworkInterface) => number | undefined): readonly Point[] =>
		interfaces.map(face => ({labels: {device: face.name}, value: value(face)}));
	return [
		counter(
			'network_receive_bytes',
			'Received since the interface exists.',
			each(face => face.receivedBytes),
		),
		counter(
			'network_transmit_bytes',
			'Sent since the interface exists.',
			each(face => face.sentBytes),
		),
	];
}

function gpuFamilies(gpus: readonly Gpu[]): readonly Family[] {
	const each = (value: (gpu: Gpu) => number | undefined): readonly Point[] =>
		gpus.map(gpu => ({labels: {gpu: String(gpu.id), name: gpu.name}, value: value(gpu)}));
	return [
		gauge(
			'gpu_usage_ratio',
			'Share of time busy.',
			each(gpu => ratio(gpu.usedPercent)),
		),
		gauge(
			'gpu_memory_size_bytes',
			'Memory of the card.',
			each(gpu => gpu.memoryTotalBytes),
		),
		gauge(
			'gpu_memory_used_bytes',
			'Memory in use.',
			each(gpu => gpu.memoryUsedBytes),
		),
		gauge(
			'gpu_temperature_celsius',
			'Temperature.',
			each(gpu => gpu.temperatureCelsius),
		),
		gauge(
			'gpu_power_watts',
			'Power drawn.',
			each(gpu => gpu.powerWatts),
		),
	];
}

function pressureFamilies(readings: Readings): readonly Family[] {
	const pressure = known(readings.pressure);
	const points = (share: 'some' | 'full'): readonly Point[] =>
		(['cpu', 'memory', 'io'] as const).flatMap(resource => stallPoints({resource}, pressure?.[resource]?.[share]));
	return [
		gauge('pressure_some_ratio', 'Share of time in which some task waited.', points('some')),
		gauge('pressure_full_ratio', 'Share of time in which all tasks waited.', points('full')),
	];
}

function stallPoints(labels: Labels, stall: PressureStall | undefined): readonly Point[] {
	return [
		{labels: {...labels, window: '10s'}, value: ratio(stall?.avg10)},
		{labels: {...labels, window: '60s'}, value: ratio(stall?.avg60)},
		{labels: {...labels, window: '300s'}, value: ratio(stall?.avg300)},
	];
}

function limitFamilies(readings: Readings): readonly Family[] {
	const limits = known(readings.limits);
	return [
		gauge('container_cpu_limit_cores', 'Cores that the container may use.', limits?.cpuLimitCores),
		gauge('container_cpu_used_cores', 'Cores that the container uses.', limits?.cpuUsedCores),
		gauge('container_memory_limit_bytes', 'Memory that the container may use.', limits?.memoryLimitBytes),
		gauge('container_memory_used_bytes', 'Working set of the container.', limits?.memoryUsedBytes),
	];
}

function systemFamilies(readings: Readings): readonly Family[] {
	const system = known(readings.system);
	const processes = known(readings.processes);
	return [
		gauge('boot_time_seconds', 'When the machine started.', scaled(system?.bootTimeMs, 1 / 1000)),
		gauge('processes', 'Processes.', processes?.total),
		gauge('processes_state', 'Processes by state.', [
			{labels: {state: 'running'}, value: processes?.running},
			{labels: {state: 'sleeping'}, value: processes?.sleeping},
			{labels: {state: 'stopped'}, value: processes?.stopped},
			{labels: {state: 'zombie'}, value: processes?.zombie},
		]),
	];
}

function selfFamilies(readings: Readings): readonly Family[] {
	const self = known(readings.self);
	return [
		gauge('self_cpu_ratio', 'Processor time of the monitor, in cores.', ratio(self?.cpuPercent)),
		gauge('self_resident_memory_bytes', 'Resident set of the monitor.', self?.residentSetBytes),
		gauge('self_open_fds', 'Open file descriptors of the monitor.', self?.openFiles),
		gauge(
			'self_event_loop_delay_seconds',
			'Longest hold-up of the event loop since the last snapshot.',
			scaled(self?.eventLoopDelayMs, 1 / 1000),
		),
	];
}

function scaled(value: number | undefined, factor: number): number | undefined {
	return value === undefined ? undefined : value * factor;
}
