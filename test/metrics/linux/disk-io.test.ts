import assert from 'node:assert/strict';
import {mkdirSync} from 'node:fs';
import {describe, it} from 'node:test';
import {UnavailableError} from '../../../source/metrics/collector.js';
import {diskIoCollector} from '../../../source/metrics/linux/disk-io.js';
import type {DiskIo} from '../../../source/metrics/snapshot.js';
import {fixtureMachine} from '../../helpers/fixture-machine.js';

type Counters = {readonly read: number; readonly written: number; readonly busyMs: number};

/** Device numbers and names of a machine with two disks, one of them under RAID and encryption, and what is no disk. */
const numbers: Readonly<Record<string, string>> = {
	sda: '8 0',
	sda1: '8 1',
	nvme0n1: '259 0',
	md0: '9 0',
	'dm-0': '253 0',
	loop0: '7 0',
	zram0: '252 0',
	sr0: '11 0',
	'cciss/c0d0': '104 0',
	nvme0c0n1: '0 0',
	nvme0c1n1: '0 0',
	nvme0n1p1: '259 1',
	vdo0: '254 0',
};

function line(name: string, {read, written, busyMs}: Counters): string {
	const requests = read + written === 0 ? 0 : 1;
	return `${numbers[name]} ${name} ${requests} 0 ${read} 0 ${requests} 0 ${written} 0 0 ${busyMs} 0\n`;
}

function scene(whole: readonly string[]) {
	const machine = fixtureMachine({'proc/diskstats': ''});
	mkdirSync(`${machine.root}/sys/block`, {recursive: true});
	for (const name of whole) {
		mkdirSync(`${machine.root}/sys/block/${name}`);
	}

	const collector = diskIoCollector(machine, 1000);
	return {
		machine,
		/** Counters in sectors, `sinceMs` after the sample before. */
		sample(devices: Readonly<Record<string, Counters>>, sinceMs = 1000): DiskIo | undefined {
			const lines = Object.entries(devices).map(([name, counters]) => line(name, counters));
			return this.write(lines.join(''), sinceMs);
		},
		/** The text of the file, `sinceMs` after the sample before. */
		write(text: string, sinceMs = 1000): DiskIo | undefined {
			machine.advance(sinceMs);
			machine.write('proc/diskstats', text);
			return collectOnce();
		},
		collectOnce,
		[Symbol.dispose]() {
			collector[Symbol.dispose]?.();
			machine[Symbol.dispose]();
		},
	};

	function collectOnce(): DiskIo | undefined {
		const diskIo = collector.collect(new AbortController().signal);
		assert.ok(!(diskIo instanceof Promise));
		return diskIo;
	}
}

const zero = {read: 0, written: 0, busyMs: 0};
const some = {read: 1000, written: 1000, busyMs: 1000};

describe('the rates of block devices', () => {
	it('are not known at the first sample', () => {
		using machine = scene(['sda']);
		assert.equal(machine.sample({sda: some}), undefined);
	});

	it('are bytes, requests, waiting time, queue and the share of time busy, as of iostat', () => {
		using machine = scene(['sda']);
		const head = '8 0 sda';
		machine.write(`${head} 100 10 1000 400 50 5 1000 900 0 1000 1300 1 0 8 2 3 6\n`);
		// In 2 seconds: 20 reads of 200 sectors in 60 ms, 5 writes of 80 sectors in 40 ms, 500 ms busy, 1 request in flight.
		const diskIo = machine.write(`${head} 120 12 1200 460 55 5 1080 940 1 1500 1400 1 0 8 2 3 6\n`, 2000);
		assert.deepEqual(diskIo, {
			readBytesPerSecond: 51_200,
			writeBytesPerSecond: 20_480,
			readsPerSecond: 10,
			writesPerSecond: 2.5,
			busyPercent: 25,
			devices: [
				{
					name: 'sda',
					deviceNumber: '8:0',
					isPhysical: true,
					isPartition: false,
					readBytesPerSecond: 51_200,
					writeBytesPerSecond: 20_480,
					readsPerSecond: 10,
					writesPerSecond: 2.5,
					readAwaitMs: 3,
					writeAwaitMs: 8,
					awaitMs: 4,
					queueLength: 0.05,
					busyPercent: 25,
					ioErrors: undefined,
				},
			],
			counters: [
				{
					name: 'sda',
					deviceNumber: '8:0',
					reads: 120,
					readsMerged: 12,
					readBytes: 614_400,
					readMs: 460,
					writes: 55,
					writesMerged: 5,
					writtenBytes: 552_960,
					writeMs: 940,
					inFlight: 1,
					busyMs: 1500,
					weightedMs: 1400,
					discards: 1,
					discardsMerged: 0,
					discardedBytes: 4096,
					discardMs: 2,
					flushes: 3,
					flushMs: 6,
				},
			],
		});
	});

	it('have no waiting time without requests, and the requests in flight as queue while none completes', () => {
		using machine = scene(['sda']);
		machine.write('8 0 sda 100 10 1000 400 50 5 1000 900 0 1000 1300\n');
		const idle = machine.write('8 0 sda 100 10 1000 400 50 5 1000 900 0 1000 1300\n')?.devices[0];
		assert.deepEqual(
			[idle?.awaitMs, idle?.readAwaitMs, idle?.writeAwaitMs, idle?.queueLength],
			[undefined, undefined, undefined, 0],
		);
		const stuck = machine.write('8 0 sda 100 10 1000 400 50 5 1000 900 32 2000 1300\n')?.devices[0];
		assert.deepEqual([stuck?.awaitMs, stuck?.queueLength, stuck?.busyPercent], [undefined, 32, 100]);
		const quick = machine.write('8 0 sda 101 10 1000 400 50 5 1000 900 32 2000 1300\n')?.devices[0];
		assert.equal(quick?.queueLength, 0);
	});

	it('are unknown for one sample where a counter of requests or times wraps', () => {
		using machine = scene(['sda']);
		machine.write('8 0 sda 100 10 1000 4294967290 50 5 1000 900 0 1000 4294967295\n');
		const device = machine.write('8 0 sda 110 10 1010 5 60 5 1010 940 2 1100 20\n')?.devices[0];
		assert.deepEqual(
			[device?.readAwaitMs, device?.writeAwaitMs, device?.awaitMs, device?.queueLength, device?.readsPerSecond],
			[undefined, 4, undefined, undefined, 10],
		);
	});

	it('come with the failed requests that the driver counts', () => {
		using machine = scene(['sda', 'nvme0n1']);
		const ioErrors = () =>
			machine.sample({sda: some, sda1: some, nvme0n1: some})?.devices.map(device => device.ioErrors);
		machine.machine.write('sys/block/sda/device/ioerr_cnt', '0x2\n');
		machine.sample({sda: some, sda1: some, nvme0n1: some});
		assert.deepEqual(ioErrors(), [2, undefined, undefined]);
		machine.machine.write('sys/block/sda/device/ioerr_cnt', '0x1f\n');
		assert.deepEqual(ioErrors(), [31, undefined, undefined]);
		machine.machine.write('sys/block/sda/device/ioerr_cnt', '31 errors\n');
		assert.deepEqual(ioErrors(), [undefined, undefined, undefined]);
	});

	it('come with the failed requests of each of many disks after some samples', () => {
		const names = Array.from({length: 11}, (_, index) => `sd${String.fromCharCode(98 + index)}`);
		using machine = scene(names);
		const samples = (count: number) => {
			const text = names.map((name, index) => `8 ${16 * index} ${name} 1 0 1 1 1 0 1 1 0 1 1\n`).join('');
			return Array.from({length: count}, () => machine.write(text))
				.at(-1)
				?.devices.map(device => device.ioErrors);
		};
		for (const name of names) {
			machine.machine.write(`sys/block/${name}/device/ioerr_cnt`, '0x0\n');
		}

		assert.deepEqual(
			samples(2),
			names.map(() => 0),
		);
		for (const name of names) {
			machine.machine.write(`sys/block/${name}/device/ioerr_cnt`, '0x7\n');
		}

		assert.deepEqual(
			samples(3),
			names.map(() => 7),
		);
	});

	it('distinguishes disks, partitions and stacked devices', () => {
		using machine = scene(['sda', 'md0']);
		machine.sample({sda: some, sda1: some, md0: some});
		assert.deepEqual(
			machine
				.sample({sda: some, sda1: some, md0: some})
				?.devices.map(({name, isPhysical, isPartition}) => [name, isPhysical, isPartition]),
			[
				['sda', true, false],
				['sda1', false, true],
				['md0', false, false],
			],
		);
	});

	it('count each byte once: only whole disks', () => {
		using machine = scene(['sda', 'nvme0n1', 'md0', 'dm-0', 'loop0', 'zram0', 'sr0']);
		const names = ['sda', 'sda1', 'nvme0n1', 'md0', 'dm-0', 'loop0', 'zram0', 'sr0'];
		machine.sample(Object.fromEntries(names.map(name => [name, some])));
		const now = {read: 1010, written: 1020, busyMs: 1100};
		const diskIo = machine.sample({
			...Object.fromEntries(names.map(name => [name, now])),
			nvme0n1: {read: 1010, written: 1020, busyMs: 1300},
		});
		assert.equal(diskIo?.readBytesPerSecond, 2 * 10 * 512);
		assert.equal(diskIo.writeBytesPerSecond, 2 * 20 * 512);
		assert.equal(diskIo.busyPercent, 30);
		assert.deepEqual(
			diskIo.devices.map(({name, deviceNumber}) => [name, deviceNumber]),
			[
				['sda', '8:0'],
				['sda1', '8:1'],
				['nvme0n1', '259:0'],
				['md0', '9:0'],
				['dm-0', '253:0'],
				['loop0', '7:0'],
				['zram0', '252:0'],
				['sr0', '11:0'],
			],
		);
	});

	it('skip devices without I/O, except disks', () => {
		using machine = scene(['sda', 'loop0']);
		machine.sample({sda: zero, loop0: zero});
		assert.deepEqual(
			machine.sample({sda: zero, loop0: zero})?.devices.map(({name}) => name),
			['sda'],
		);
	});

	it('find a disk whose name has a slash', () => {
		using machine = scene(['cciss!c0d0']);
		machine.sample({'cciss/c0d0': zero});
		assert.equal(machine.sample({'cciss/c0d0': {read: 2, written: 0, busyMs: 0}})?.readBytesPerSecond, 1024);
	});

	it('never exceed 100 % busy', () => {
		using machine = scene(['sda']);
		machine.sample({sda: zero});
		assert.equal(machine.sample({sda: {...zero, busyMs: 1007}})?.busyPercent, 100);
	});

	it('are absent for one sample after a device was added or reset', () => {
		using machine = scene(['sda', 'nvme0n1']);
		const names = (diskIo: DiskIo | undefined) => diskIo?.devices.map(({name}) => name);
		machine.sample({sda: some});
		assert.deepEqual(names(machine.sample({sda: some, nvme0n1: some})), ['sda']);
		assert.deepEqual(names(machine.sample({sda: some, nvme0n1: some})), ['sda', 'nvme0n1']);
		assert.deepEqual(names(machine.sample({sda: some, nvme0n1: {...some, written: 3}})), ['sda']);
		assert.deepEqual(names(machine.sample({sda: some, nvme0n1: {...some, written: 3}})), ['sda', 'nvme0n1']);
		assert.deepEqual(names(machine.sample({sda: some})), ['sda']);
		const returned = machine.sample({sda: {...some, read: 1001}, nvme0n1: {...some, read: 9_000_000}});
		assert.deepEqual(names(returned), ['sda']);
		assert.equal(returned?.readBytesPerSecond, 512);
	});

	it('are not known at all while no disk has one', () => {
		using machine = scene(['sda']);
		machine.sample({sda: some});
		assert.equal(machine.sample({sda: zero}), undefined);
		assert.equal(machine.sample({sda: zero})?.readBytesPerSecond, 0);
	});

	it('are a gap after a long sleep, not a spike', () => {
		using machine = scene(['sda']);
		machine.sample({sda: zero});
		assert.equal(machine.sample({sda: some}, 3_600_000), undefined);
		assert.equal(machine.sample({sda: {...some, read: 1001}})?.readBytesPerSecond, 512);
	});

	it('have no busy share without disks', () => {
		using machine = scene([]);
		machine.sample({loop0: zero});
		const {counters, devices, ...totals} = machine.sample({loop0: {read: 2, written: 0, busyMs: 0}}) ?? {};
		assert.equal(counters?.[0]?.readBytes, 1024);
		assert.deepEqual(
			devices?.map(({name, readBytesPerSecond, busyPercent}) => [name, readBytesPerSecond, busyPercent]),
			[['loop0', 1024, 0]],
		);
		assert.deepEqual(totals, {
			readBytesPerSecond: 0,
			writeBytesPerSecond: 0,
			readsPerSecond: 0,
			writesPerSecond: 0,
			busyPercent: undefined,
		});
	});

	it('keep their identity while nothing moves', () => {
		using machine = scene(['sda']);
		machine.sample({sda: some});
		const first = machine.sample({sda: some});
		assert.ok(first);
		assert.equal(machine.sample({sda: some}), first);
	});

	it('skip a partition with a short line', () => {
		using machine = scene(['sda']);
		const text = `${line('sda', some)}8 1 sda1 1 1000 1 1000\n`;
		machine.machine.write('proc/diskstats', text);
		machine.collectOnce();
		machine.machine.advance(1000);
		assert.deepEqual(
			machine.collectOnce()?.devices.map(({name}) => name),
			['sda'],
		);
	});
});

describe('a machine without block devices in view', () => {
	it('is not supported where there is no diskstats', () => {
		using machine = scene([]);
		machine.machine.remove('proc/diskstats');
		assert.throws(
			() => machine.collectOnce(),
			error => error instanceof UnavailableError && error.state === 'unsupported',
		);
	});

	it('is not supported where diskstats is empty, as in some containers', () => {
		using machine = scene([]);
		assert.throws(
			() => machine.sample({}),
			error => error instanceof UnavailableError && error.state === 'unsupported',
		);
	});

	for (const isEmpty of [true, false]) {
		it(`is not supported where disks and partitions cannot be distinguished: /sys/block ${isEmpty ? 'empty' : 'missing'}`, () => {
			using machine = scene([]);
			if (!isEmpty) {
				machine.machine.remove('sys/block');
			}

			assert.throws(
				() => machine.sample({sda: some, sda1: some}),
				error => error instanceof UnavailableError && error.state === 'unsupported',
			);
		});
	}
});

describe('NVMe disks with several paths', () => {
	const now = {read: 1100, written: 1000, busyMs: 1200};

	for (const [title, disk] of [
		['count in the paths alone', zero],
		['count in the disk as well', {read: 2200, written: 2000, busyMs: 1200}],
	] as const) {
		it(`are counted once where the kernel ${title.replace('count', 'counts')}`, () => {
			using machine = scene(['nvme0n1', 'nvme0c0n1', 'nvme0c1n1']);
			const before = disk === zero ? zero : {read: 2000, written: 2000, busyMs: 1000};
			machine.sample({nvme0n1: before, nvme0n1p1: before, nvme0c0n1: some, nvme0c1n1: some});
			const diskIo = machine.sample({nvme0n1: disk, nvme0n1p1: disk, nvme0c0n1: now, nvme0c1n1: now});
			assert.equal(diskIo?.readBytesPerSecond, 200 * 512);
			assert.equal(diskIo.busyPercent, 20);
			const head = diskIo.devices.find(({name}) => name === 'nvme0n1');
			assert.deepEqual([head?.deviceNumber, head?.readBytesPerSecond], ['259:0', 200 * 512]);
			// What is a partition's is not known while only the paths count.
			const expected = disk === zero ? ['nvme0n1'] : ['nvme0n1', 'nvme0n1p1'];
			for (const list of [diskIo.devices, diskIo.counters ?? []]) {
				assert.deepEqual(
					list.map(({name}) => name),
					expected,
				);
			}
		});
	}

	it('are not made out of disks with one path', () => {
		using machine = scene(['nvme0n1']);
		machine.sample({nvme0n1: zero, nvme0n1p1: zero});
		assert.deepEqual(
			machine.sample({nvme0n1: zero, nvme0n1p1: zero})?.devices.map(({name}) => name),
			['nvme0n1'],
		);
	});
});

describe('block devices on other block devices', () => {
	it('are not counted beside the paths of a disk that they combine', () => {
		using machine = scene(['sda', 'sdb', 'dm-0']);
		const text = (sda: number, sdb: number, mapped: number) =>
			`8 0 sda 1 0 ${sda} 1 1 0 1 1 0 1 1\n8 16 sdb 1 0 ${sdb} 1 1 0 1 1 0 1 1\n253 0 dm-0 1 0 ${mapped} 1 1 0 1 1 0 1 1\n`;
		machine.write(text(1000, 2000, 3000));
		const diskIo = machine.write(text(1100, 2300, 3400));
		assert.equal(diskIo?.readBytesPerSecond, 400 * 512);
		assert.deepEqual(
			diskIo.devices.map(({name, isPhysical}) => [name, isPhysical]),
			[
				['sda', true],
				['sdb', true],
				['dm-0', false],
			],
		);
	});

	it('are excluded from the totals regardless of their names', () => {
		using machine = scene(['sda', 'vdo0']);
		mkdirSync(`${machine.machine.root}/sys/block/vdo0/slaves/sda`, {recursive: true});
		machine.sample({sda: some, vdo0: some});
		const diskIo = machine.sample({sda: {...some, read: 1100}, vdo0: {...some, read: 1100}});
		assert.equal(diskIo?.readBytesPerSecond, 100 * 512);
	});

	it('are excluded when another device represents them', () => {
		using machine = scene(['sda', 'vdo0']);
		machine.machine.write('sys/block/vdo0/hidden', '1\n');
		machine.sample({sda: some, vdo0: some});
		assert.equal(machine.sample({sda: some, vdo0: {...some, read: 1100}})?.readBytesPerSecond, 0);
	});
});

describe('an invalid line of diskstats', () => {
	it('affects only its own device', () => {
		using machine = scene(['sda', 'nvme0n1']);
		machine.sample({sda: some, nvme0n1: some});
		machine.machine.advance(1000);
		machine.machine.write('proc/diskstats', `${line('sda', {...some, read: 1010})}259 0 nvme0n1 17\n`);
		assert.equal(machine.collectOnce()?.readBytesPerSecond, 10 * 512);
	});

	it('does not affect the bytes when the busy time wraps', () => {
		using machine = scene(['sda']);
		machine.sample({sda: {...some, busyMs: 4_294_967_290}});
		const diskIo = machine.sample({sda: {...some, read: 1010, busyMs: 5}});
		assert.equal(diskIo?.readBytesPerSecond, 10 * 512);
		assert.equal(diskIo.devices[0]?.busyPercent, undefined);
		assert.equal(diskIo.busyPercent, undefined);
	});
});
