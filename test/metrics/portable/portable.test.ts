import assert from 'node:assert/strict';
import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, it} from 'node:test';
import {type Library, portable} from '../../../source/metrics/portable/portable.js';

const mebibyte = 1024 * 1024;

/** A library whose calls answer what is given; the rest rejects. */
function library(answers: {readonly [Name in keyof Library]?: unknown}): () => Promise<Library> {
	const calls = Object.entries(answers).map(([name, answer]) => [name, async () => answer]);
	return async () => Object.fromEntries(calls) as Library;
}

describe('portable', () => {
	it('loads the library on first use', async () => {
		let loads = 0;
		const lazy = portable(async () => {
			loads += 1;
			return library({mem: {swaptotal: 0, swapused: 0}})();
		});
		assert.equal(loads, 0);
		await lazy.swap();
		assert.equal(loads, 1);
	});

	it('has swap, and no percentage without swap', async () => {
		const some = portable(library({mem: {swaptotal: 400 * mebibyte, swapused: 100 * mebibyte}}));
		assert.deepEqual(await some.swap(), {
			totalBytes: 400 * mebibyte,
			usedBytes: 100 * mebibyte,
			usedPercent: 25,
		});
		const none = portable(library({mem: {swaptotal: 0, swapused: 0}}));
		assert.equal((await none.swap()).usedPercent, undefined);
	});

	it('distinguishes fixed drives from others', async () => {
		const devices = ['Local', 'Network', 'Removable', 'CD/DVD'].map((physical, index) => ({
			mount: `${'CDEF'[index]}:`,
			fsType: 'ntfs',
			physical,
		}));
		assert.deepEqual(await portable(library({blockDevices: devices})).drives(), [
			{letter: 'C:', fileSystem: 'ntfs', isFixed: true},
			{letter: 'D:', fileSystem: 'ntfs', isFixed: false},
			{letter: 'E:', fileSystem: 'ntfs', isFixed: false},
			{letter: 'F:', fileSystem: 'ntfs', isFixed: false},
		]);
	});

	it('distinguishes physical interfaces from virtual ones and loopback', async () => {
		const interfaces = [
			{iface: 'Ethernet', internal: false, virtual: false, speed: 1000},
			{iface: 'vEthernet (WSL)', internal: false, virtual: true, speed: 10_000},
			{iface: 'Wi-Fi', internal: false, virtual: false, speed: null},
			{iface: 'Loopback Pseudo-Interface 1', internal: true, virtual: false, speed: 0},
		];
		assert.deepEqual(await portable(library({networkInterfaces: interfaces})).interfaces(), [
			{name: 'Ethernet', isPhysical: true, isLoopback: false, linkMbps: 1000},
			{name: 'vEthernet (WSL)', isPhysical: false, isLoopback: false, linkMbps: 10_000},
			{name: 'Wi-Fi', isPhysical: true, isLoopback: false, linkMbps: undefined},
			{name: 'Loopback Pseudo-Interface 1', isPhysical: false, isLoopback: true, linkMbps: undefined},
		]);
	});

	it('treats an interface without traffic as unanswered', async () => {
		const zero = {rx_bytes: 0, tx_bytes: 0, rx_errors: 0, tx_errors: 0, rx_dropped: 0, tx_dropped: 0};
		const stats = [
			{
				...zero,
				iface: 'Ethernet',
				rx_bytes: 10,
				tx_bytes: 20,
				rx_errors: 1,
				tx_errors: 2,
				rx_dropped: 3,
				tx_dropped: 4,
			},
			{...zero, iface: 'Wi-Fi', rx_bytes: 5, rx_errors: Number.NaN},
			{...zero, iface: 'Bluetooth'},
		];
		assert.deepEqual(await portable(library({networkStats: stats})).traffic(['Ethernet', 'Wi-Fi', 'Bluetooth']), [
			{
				name: 'Ethernet',
				receive: {bytes: 10, packets: undefined, errors: 1, drops: 3},
				send: {bytes: 20, packets: undefined, errors: 2, drops: 4},
			},
			{
				name: 'Wi-Fi',
				receive: {bytes: 5, packets: undefined, errors: undefined, drops: 0},
				send: {bytes: 0, packets: undefined, errors: 0, drops: 0},
			},
		]);
	});

	it('queries the traffic of exactly the named interfaces', async () => {
		const asked: unknown[] = [];
		const networkStats = async (names: string): Promise<readonly never[]> => {
			asked.push(names);
			return [];
		};
		await portable(async () => ({networkStats}) as unknown as Library).traffic(['Ethernet', 'Wi-Fi']);
		assert.deepEqual(asked, ['Ethernet,Wi-Fi']);
	});

	it('reads start times in local time, and none of kernel processes', async () => {
		const process = {pid: 4711, parentPid: 4, name: 'node.exe', memRss: 2048, cpu: 12.5};
		const list = [
			{...process, started: '2025-11-22 20:19:00'},
			{...process, pid: 4, name: 'System', started: null},
			{...process, pid: 5, started: undefined},
		];
		assert.deepEqual(await portable(library({processes: {list}})).processes(), [
			{
				pid: 4711,
				parentPid: 4,
				startedAtMs: new Date(2025, 10, 22, 20, 19, 0).getTime(),
				name: 'node.exe',
				residentSetBytes: 2 * mebibyte,
				machinePercent: 12.5,
			},
			{
				pid: 4,
				parentPid: 4,
				startedAtMs: undefined,
				name: 'System',
				residentSetBytes: 2 * mebibyte,
				machinePercent: 12.5,
			},
			{
				pid: 5,
				parentPid: 4,
				startedAtMs: undefined,
				name: 'node.exe',
				residentSetBytes: 2 * mebibyte,
				machinePercent: 12.5,
			},
		]);
	});

	const facts = {
		typical: {
			osInfo: {distro: 'macOS', release: '15.1'},
			cpu: {physicalCores: 8},
			expected: {osVersion: 'macOS 15.1', physicalCores: 8},
		},
		'nothing found out': {
			osInfo: {distro: 'unknown', release: 'unknown'},
			cpu: {physicalCores: 0},
			expected: {osVersion: undefined, physicalCores: undefined},
		},
	};
	for (const [name, {osInfo, cpu, expected}] of Object.entries(facts)) {
		it(`has version and cores of the system: ${name}`, async () => {
			assert.deepEqual(await portable(library({osInfo, cpu})).facts(), expected);
		});
	}

	it('times out a hanging call and does not start another one meanwhile', async () => {
		let calls = 0;
		const mem = (): Promise<never> => {
			calls += 1;
			return new Promise(() => {});
		};
		const hung = portable(async () => ({mem}) as unknown as Library, 20);
		await assert.rejects(hung.swap(), /systeminformation\.mem gave no answer/);
		await assert.rejects(hung.swap(), /systeminformation\.mem was not called/);
		assert.equal(calls, 1);
	});

	it('returns plausible values of the real library', async () => {
		const {totalBytes, usedBytes} = await portable().swap();
		assert.ok(totalBytes >= usedBytes && usedBytes >= 0);
	});

	it('is the only file that imports systeminformation', async () => {
		const source = join(import.meta.dirname, '../../../source');
		const files = await readdir(source, {recursive: true});
		const importers: string[] = [];
		for (const file of files.filter(file => /\.tsx?$/.test(file))) {
			if (/(?:from|import)\s*\(?\s*['"]systeminformation/.test(await readFile(join(source, file), 'utf8'))) {
				importers.push(file);
			}
		}

		assert.deepEqual(importers, [join('metrics', 'portable', 'portable.ts')]);
	});
});
