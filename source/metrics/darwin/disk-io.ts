import type {Collector, Machine} from '../collector.js';
import {type Command, command} from '../command.js';
import {reuseUnchanged} from '../schedule/reuse-unchanged.js';
import type {DeviceCounters, DeviceIo, DiskIo} from '../snapshot.js';
import {deviceRate} from '../values/device-rate.js';
import {elapsedSeconds} from '../values/elapsed.js';
import {ioTotals} from '../values/io-totals.js';
import {parseIoregStorage, type StorageCounters} from './ioreg-storage.js';

const timeoutMs = 5000;

const systemIoreg = (): Command => command('/usr/sbin/ioreg', ['-r', '-w0', '-c', 'IOBlockStorageDriver'], {timeoutMs});

/**
Returns a collector of the I/O of the disks of macOS, including mounted disk images. The busy share is not available. A
disk without a rate is absent: in its first sample and after its counters decreased.

It has not been tested on macOS; its parser is tested with recorded output.
*/
export function diskIoCollector(
	machine: Machine,
	cadenceMs: number,
	ioreg: Command = systemIoreg(),
): Collector<'disk_io'> {
	let previous: {readonly atMs: number; readonly disks: ReadonlyMap<string, StorageCounters>} | undefined;
	let diskIo: DiskIo | undefined;

	return {
		name: 'disk_io',
		cadenceMs,
		timeoutMs: timeoutMs * 2,
		async collect(signal) {
			const disks = parseIoregStorage(await ioreg.run(signal));
			const atMs = machine.monotonicMs();
			const before = previous;
			previous = {atMs, disks: new Map(disks.map(disk => [disk.name, disk]))};
			const seconds = elapsedSeconds(before?.atMs, atMs, cadenceMs);
			if (before === undefined || seconds === undefined) {
				return undefined;
			}

			const devices = disks.flatMap(disk => rateOf(disk, before.disks.get(disk.name), seconds));
			if (devices.length === 0 && disks.length > 0) {
				return undefined;
			}

			diskIo = reuseUnchanged(diskIo, {...ioTotals(devices), devices, counters: disks.map(countersOf)});
			return diskIo;
		},
		[Symbol.dispose]: () => ioreg[Symbol.dispose](),
	};
}

function countersOf({ioErrors: _, ...counters}: StorageCounters): DeviceCounters {
	return counters;
}

function rateOf(now: StorageCounters, before: StorageCounters | undefined, seconds: number): DeviceIo | readonly [] {
	const rate = deviceRate(now, before, seconds);
	return rate ? {...rate, isPhysical: true, isPartition: false, ioErrors: now.ioErrors} : [];
}
