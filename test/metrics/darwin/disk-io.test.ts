import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {diskIoCollector} from '../../../source/metrics/darwin/disk-io.js';
import {parseIoregStorage} from '../../../source/metrics/darwin/ioreg-storage.js';
import {clockedMachine, signal} from '../by-hand.js';
import {recorded} from './recorded.js';

const driver = (statistics: string, medium: string): string =>
	`+-o IOBlockStorageDriver  <class IOBlockStorageDriver, id 0x100000475, registered, matched, active, busy 0 (5 ms), retain 8>
  | {
  |   "IOClass" = "IOBlockStorageDriver"
${statistics}  |   "IOMatchCategory" = "IODefaultMatchCategory"
  | }
  | 
${medium}`;

const statistics = (read: number, written: number): string =>
	`  |   "Statistics" = {"Operations (Write)"=81,"Latency Time (Write)"=0,"Bytes (Read)"=${read},"Errors (Write)"=0,"Total Time (Read)"=9000000,"Retries (Read)"=0,"Bytes (Write)"=${written},"Operations (Read)"=42}\n`;

const medium = (name: string, major: number, minor: number): string =>
	`  +-o ${name} Media  <class IOMedia, id 0x100000481, registered, matched, active, busy 0 (5 ms), retain 12>
    | {
    |   "Content" = "GUID_partition_scheme"
    |   "Whole" = Yes
    |   "BSD Name" = "${name}"
    |   "BSD Minor" = ${minor}
    |   "BSD Major" = ${major}
    | }
    | 
    +-o EFI  <class IOMedia, id 0x100000490, registered, matched, active, busy 0 (0 ms), retain 8>
      | {
      |   "BSD Name" = "${name}s1"
      |   "BSD Minor" = ${minor + 1}
      |   "BSD Major" = ${major}
      | }
      | 
`;

describe('parseIoregStorage', () => {
	it('reads every disk under the name of its medium, not of a partition', () => {
		const text =
			driver(statistics(1000, 2000), medium('disk0', 1, 0)) + driver(statistics(30, 40), medium('disk4', 1, 17));
		assert.deepEqual(
			parseIoregStorage(text).map(({name, deviceNumber, readBytes, writtenBytes}) => [
				name,
				deviceNumber,
				readBytes,
				writtenBytes,
			]),
			[
				['disk0', '1:0', 1000, 2000],
				['disk4', '1:17', 30, 40],
			],
		);
		const [{reads, readMs, writes, writeMs, busyMs, ioErrors} = assert.fail()] = parseIoregStorage(text);
		assert.deepEqual(
			{reads, readMs, writes, writeMs, busyMs, ioErrors},
			{reads: 42, readMs: 9, writes: 81, writeMs: undefined, busyMs: undefined, ioErrors: undefined},
		);
	});

	it('finds no disk in empty output: a virtual machine may have none of this class', () => {
		assert.deepEqual(parseIoregStorage(''), []);
	});

	it('skips a card reader without a card, and does not use the next disk as its medium', () => {
		const text = driver(statistics(0, 0), '') + driver(statistics(30, 40), medium('disk4', 1, 17));
		assert.deepEqual(
			parseIoregStorage(text).map(({name, readBytes}) => [name, readBytes]),
			[['disk4', 30]],
		);
	});

	it('skips a disk without counters', () => {
		const partly = '  |   "Statistics" = {"Operations (Write)"=81,"Bytes (Read)"=5}\n';
		const text = driver('', medium('disk1', 1, 4)) + driver(partly, medium('disk2', 1, 8));
		assert.deepEqual(parseIoregStorage(text), []);
	});

	it('skips a truncated disk', () => {
		const whole = driver(statistics(1000, 2000), medium('disk0', 1, 0));
		const text = whole + driver(statistics(30, 40), medium('disk4', 1, 17)).slice(0, 300);
		assert.deepEqual(
			parseIoregStorage(text).map(({name}) => name),
			['disk0'],
		);
	});
});

describe('diskIoCollector of macOS', () => {
	const one = (read: number, written: number): string => driver(statistics(read, written), medium('disk0', 1, 0));

	it('knows nothing at the first reading and bytes per second at the second', async () => {
		const machine = clockedMachine();
		const collector = diskIoCollector(machine, 2000, recorded(one(1000, 5000), one(5000, 6000)));
		assert.equal(await collector.collect(signal), undefined);
		machine.advance(2000);
		const diskIo = await collector.collect(signal);
		assert.deepEqual(
			[diskIo?.readBytesPerSecond, diskIo?.writeBytesPerSecond, diskIo?.busyPercent],
			[2000, 500, undefined],
		);
		const [device] = diskIo?.devices ?? [];
		assert.deepEqual([device?.name, device?.deviceNumber, device?.isPhysical], ['disk0', '1:0', true]);
		assert.deepEqual(
			[device?.readBytesPerSecond, device?.writeBytesPerSecond, device?.busyPercent],
			[2000, 500, undefined],
		);
		const [counters] = diskIo?.counters ?? [];
		assert.deepEqual(
			[counters?.readBytes, counters?.writtenBytes, counters?.reads, counters?.busyMs],
			[5000, 6000, 42, undefined],
		);
	});

	it('adds the disks without a newly attached one', async () => {
		const machine = clockedMachine();
		const both = one(3000, 5000) + driver(statistics(77, 77), medium('disk4', 1, 17));
		const later = one(7000, 5000) + driver(statistics(2077, 77), medium('disk4', 1, 17));
		const collector = diskIoCollector(machine, 2000, recorded(one(1000, 5000), both, later));
		await collector.collect(signal);
		machine.advance(2000);
		const second = await collector.collect(signal);
		assert.deepEqual([second?.readBytesPerSecond, second?.devices.map(({name}) => name)], [1000, ['disk0']]);
		machine.advance(2000);
		const third = await collector.collect(signal);
		assert.deepEqual([third?.readBytesPerSecond, third?.devices.map(({name}) => name)], [3000, ['disk0', 'disk4']]);
	});

	it('has no rate when the counters decreased', async () => {
		const machine = clockedMachine();
		const collector = diskIoCollector(machine, 2000, recorded(one(1000, 5000), one(10, 6000)));
		await collector.collect(signal);
		machine.advance(2000);
		assert.equal(await collector.collect(signal), undefined);
	});

	it('has no rate after a suspend', async () => {
		const machine = clockedMachine();
		const collector = diskIoCollector(machine, 2000, recorded(one(1000, 5000), one(2000, 6000)));
		await collector.collect(signal);
		machine.advance(3_600_000);
		assert.equal(await collector.collect(signal), undefined);
	});
});
