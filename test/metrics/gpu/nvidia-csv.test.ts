import assert from 'node:assert/strict';
import {test} from 'node:test';
import {nvidiaFields, nvidiaFieldsOfOldDrivers, parseNvidiaLine} from '../../../source/metrics/gpu/nvidia-csv.js';
import type {Gpu} from '../../../source/metrics/snapshot.js';
import {nvidiaLine} from './nvidia-lines.js';

const mebibyte = 1_048_576;

test('A line of a GPU is read by cells, with memory in bytes', () => {
	assert.deepEqual(parseNvidiaLine(nvidiaLine(), nvidiaFields), {
		id: 0,
		name: 'NVIDIA GeForce RTX 2080 SUPER',
		vendor: 'nvidia',
		driverVersion: '595.71.05',
		uniqueId: 'GPU-0a0a0a0a-0000-1111-2222-333344445555',
		pciAddress: '0000:01:00.0',
		problem: undefined,
		memoryTotalBytes: 8_589_934_592,
		memoryUsedBytes: 224_395_264,
		memoryFreeBytes: 7_938_768_896,
		usedPercent: 0,
		temperatureCelsius: 40,
		powerWatts: 39.32,
		powerLimitWatts: 240,
		fanPercent: 38,
		clockMhz: 300,
		memoryClockMhz: 405,
		isMig: false,
		isAsleep: false,
		processes: undefined,
	});
});

const machines: ReadonlyArray<{name: string; cells: Record<string, string>; expected: Partial<Gpu>}> = [
	{
		name: 'a server card without a fan, under load',
		cells: {'fan.speed': '[N/A]', 'utilization.gpu': '100', 'power.draw': '627.40', 'memory.used': '32362'},
		expected: {fanPercent: undefined, usedPercent: 100, powerWatts: 627.4, memoryUsedBytes: 32_362 * mebibyte},
	},
	{
		name: 'a card split into instances',
		cells: {'utilization.gpu': '[N/A]', 'mig.mode.current': 'Enabled', 'memory.used': '11125'},
		expected: {isMig: true, usedPercent: undefined, memoryUsedBytes: 11_125 * mebibyte},
	},
	{
		name: 'a card split into instances whose driver writes a utilisation all the same',
		cells: {'utilization.gpu': '0', 'mig.mode.current': 'Enabled'},
		expected: {isMig: true, usedPercent: undefined},
	},
	{
		name: 'a card that can be split and is not',
		cells: {'mig.mode.current': 'Disabled', 'utilization.gpu': '7'},
		expected: {isMig: false, usedPercent: 7},
	},
	{
		name: 'a chip that shares the memory of the machine',
		cells: {'memory.total': '[N/A]', 'memory.used': '[N/A]', 'memory.free': '[N/A]'},
		expected: {memoryTotalBytes: undefined, memoryUsedBytes: undefined, memoryFreeBytes: undefined},
	},
	{
		name: 'a chip that shares the memory of the machine and calls it 0',
		cells: {'memory.total': '0'},
		expected: {memoryTotalBytes: undefined},
	},
	{
		name: 'a card whose limit is not enforced',
		cells: {'enforced.power.limit': '[Not Supported]'},
		expected: {powerLimitWatts: 250},
	},
	{
		name: 'a card that was lost',
		cells: {'utilization.gpu': '[GPU is lost]', 'temperature.gpu': '[Unknown Error]', 'power.draw': 'ERR!'},
		expected: {usedPercent: undefined, temperatureCelsius: undefined, powerWatts: undefined},
	},
	{
		name: 'words without brackets, and nothing at all',
		cells: {'temperature.gpu': 'N/A', 'clocks.gr': '', uuid: '[N/A]', driver_version: '[Insufficient Permissions]'},
		expected: {
			temperatureCelsius: undefined,
			clockMhz: undefined,
			uniqueId: '00000000:01:00.0',
			driverVersion: undefined,
		},
	},
	{
		name: 'a deprecated field',
		cells: {'clocks.mem': '[Requested functionality has been deprecated]'},
		expected: {memoryClockMhz: undefined},
	},
	{name: 'a newer tool with another column', cells: {extra: 'P0'}, expected: {temperatureCelsius: 40, isMig: false}},
];

for (const {name, cells, expected} of machines) {
	test(`A line of ${name}`, () => {
		const gpu = parseNvidiaLine(nvidiaLine(cells), nvidiaFields);
		assert.ok(gpu);
		assert.deepEqual({...gpu, ...expected}, gpu);
	});
}

test('A line of the short query has no power limit and no instances', () => {
	const line = nvidiaLine().split(', ').slice(0, nvidiaFieldsOfOldDrivers.length).join(', ');
	const gpu = parseNvidiaLine(line, nvidiaFieldsOfOldDrivers);
	assert.equal(gpu?.powerLimitWatts, 250);
	assert.equal(gpu?.isMig, false);
	assert.equal(gpu?.memoryClockMhz, 405);
});

const others: Readonly<Record<string, string>> = {
	empty: '',
	'cut short': '0, GPU-0a0a0a0a, NVIDIA GeForce RTX 20',
	'a message': 'Unable to determine the device handle for GPU0000:01:00.0: GPU is lost.  Reboot the system.',
	'a message with many commas': 'a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r',
	'a header': nvidiaFields.join(', '),
};

for (const [name, line] of Object.entries(others)) {
	test(`A line that is ${name} is not a GPU`, () => {
		assert.equal(parseNvidiaLine(line, nvidiaFields), undefined);
	});
}
