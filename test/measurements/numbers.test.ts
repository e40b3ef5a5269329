import assert from 'node:assert/strict';
import {test} from 'node:test';
import {parseMetricPath} from '../../source/measurements/metric-path.js';
import {numbers} from '../../source/measurements/numbers.js';
import {sections, sectionsOf} from '../../source/measurements/sections.js';
import type {Gpu, Pressure, PressureStall, Readings} from '../../source/metrics/snapshot.js';
import {eventCounts} from '../../source/metrics/values/event-kinds.js';
import {groupOf} from '../helpers/groups.js';
import {cpu, deviceIo, disk, memory, network, ok, paging, raidArray, snapshotAt, system} from '../helpers/samples.js';

const stall: PressureStall = {avg10: 1, avg60: 2, avg300: 3};
const pressure: Pressure = {
	cpu: {some: stall, full: stall},
	memory: {some: stall, full: stall},
	io: {some: stall, full: stall},
	irq: {full: stall},
};

const gpu: Gpu = {
	id: 0,
	name: 'Example 3000',
	vendor: 'nvidia',
	driverVersion: '550.1',
	uniqueId: undefined,
	pciAddress: undefined,
	problem: undefined,
	memoryTotalBytes: 8e9,
	memoryUsedBytes: 2e9,
	memoryFreeBytes: 6e9,
	usedPercent: 40,
	temperatureCelsius: 60,
	powerWatts: 100,
	powerLimitWatts: 200,
	fanPercent: 30,
	clockMhz: 1500,
	memoryClockMhz: 7000,
	isMig: false,
	isAsleep: false,
	processes: undefined,
};

/** A machine of which every number is known. */
const everything: Readings = {
	processor: ok(cpu(25, [20, 30])),
	load: ok({load1: 1, load5: 2, load15: 3}),
	frequency: ok({currentMhz: 3000, maxMhz: 4000, coreMhz: new Map()}),
	memory: ok({...memory, zramBytes: 1, swap: {totalBytes: 10, usedBytes: 5, usedPercent: 50}}),
	paging: ok(paging),
	disks: ok([disk('/', 50)]),
	disk_io: ok({
		readBytesPerSecond: 1,
		writeBytesPerSecond: 2,
		readsPerSecond: 4,
		writesPerSecond: 5,
		busyPercent: 3,
		devices: [deviceIo('sda', '8:1')],
	}),
	raid: ok([raidArray('md0', {action: 'check', actionPercent: 12.5})]),
	network: ok(network),
	processes: ok({
		total: 5,
		running: 1,
		blocked: 1,
		sleeping: 4,
		stopped: 0,
		zombie: 0,
		threads: 9,
		unreadable: 0,
		ended: undefined,
		list: undefined,
	}),
	gpu: ok([gpu]),
	pressure: ok(pressure),
	limits: ok({
		version: 'v2',
		cpuLimitCores: 2,
		cpuUsedCores: 1,
		throttledPercent: 1,
		memoryLimitBytes: 1e9,
		memoryUsedBytes: 5e8,
		memoryUsedPercent: 50,
		pressure,
	}),
	groups: ok({
		list: [
			groupOf('nginx.service', {
				cpuLimitCores: 2,
				throttledPercent: 1,
				memoryLimitBytes: 1e9,
				memoryPercent: 2,
				pressure,
				pidsLimit: 100,
				restarts: 0,
			}),
		],
		total: 1,
		unreached: 0,
		failedUnits: undefined,
	}),
	sockets: ok({
		tcpEstablished: 10,
		tcpTimeWait: 2,
		tcpOrphaned: 0,
		tcpInUse: 14,
		udpInUse: 3,
		localPortsPercent: 1,
		segmentsSentPerSecond: 100,
		retransmitsPerSecond: 1,
		retransmitPercent: 1,
		resetsPerSecond: 1,
		listenOverflowsPerSecond: 1,
		listenDropsPerSecond: 1,
		synDropsPerSecond: 1,
		udpReceiveBufferErrorsPerSecond: 1,
		softnetDropsPerSecond: 1,
		softnetSqueezesPerSecond: 1,
	}),
	hardware: ok({
		fans: [{label: 'nct6798 fan1', rpm: 1200, isStopped: false}],
		power: [{label: 'package-0', watts: 45}],
		batteries: [
			{name: 'BAT0', chargePercent: 80, state: 'discharging', fullWattHours: 57, watts: 9, secondsLeft: 7200},
		],
		thermalThrottles: 1,
		correctedMemoryErrors: 1,
		uncorrectedMemoryErrors: 1,
	}),

	kernel: ok({
		files: {used: 1000, maximum: 4000, usedPercent: 25},
		threads: {used: 200, maximum: 32_768, usedPercent: 0.6},
		conntrack: {used: 10, maximum: 262_144, usedPercent: 0.004},
	}),
	temperatures: ok({
		cpuCelsius: 50,
		sensors: [{label: 'k10temp Tctl', celsius: 50, highCelsius: 80, criticalCelsius: 95}],
	}),
	system: ok(system),
	self: ok({
		cpuPercent: 1,
		cpuSeconds: 1,
		residentSetBytes: 1,
		memoryPercent: 0.4,
		heapUsedBytes: 1,
		heapTotalBytes: 1,
		externalBytes: 1,
		threads: 1,
		openFiles: 1,
		connections: 2,
		eventLoopDelayMs: 1,
		gcCount: 1,
		gcPauseMs: 1,
		uptimeSeconds: 1,
		memoryTrendBytesPerHour: 1,
		leakWarning: undefined,
	}),
	events: ok({list: [], kernelLog: 'read', counts: eventCounts(() => 1)}),
};

const readSection = sectionsOf(snapshotAt(0, everything));

test('every metric that has a unit is a number of the message', () => {
	for (const shape of numbers.keys()) {
		const places = parseMetricPath(shape.replace('[]', '[*]')).resolve(readSection) ?? [];
		assert.equal(places.length, shape.startsWith('cores') ? 2 : 1, shape);
		assert.equal(typeof places[0]?.value, 'number', shape);
	}
});

test('every number of the message except identifiers has a unit', () => {
	/** The lists of the message, and the beginning of their metric paths. */
	const heads: ReadonlyMap<string, string> = new Map([
		['disks', 'disks[]'],
		['disk_io.devices', 'disk_io[]'],
		['raid', 'raid[]'],
		['network.interfaces', 'network[]'],
		['gpu.gpus', 'gpus[]'],
		['groups.list', 'groups[]'],
		['temperatures.sensors', 'sensors[]'],
		['hardware.fans', 'fans[]'],
		['hardware.power', 'power[]'],
		['hardware.batteries', 'batteries[]'],
		['processor.per_core_usage', 'cores[]'],
	]);
	const shapes: string[] = [];
	const walk = (place: string, value: unknown): void => {
		if (typeof value === 'number') {
			shapes.push(place);
		} else if (Array.isArray(value)) {
			walk(heads.get(place) ?? place, value[0]);
		} else if (typeof value === 'object' && value !== null) {
			for (const [key, member] of Object.entries(value)) {
				walk(`${place}.${key}`, member);
			}
		}
	};
	for (const name of Object.keys(sections)) {
		walk(name, readSection(name));
	}

	assert.deepEqual(shapes.filter(shape => shape !== 'gpus[].id').sort(), [...numbers.keys()].sort());
});
