import {existsSync, readdirSync} from 'node:fs';
import {isMissing} from '../../support/system-error.js';
import {type Collector, type Machine, UnavailableError} from '../collector.js';
import {createGapLog} from '../gaps.js';
import {reuseUnchanged} from '../schedule/reuse-unchanged.js';
import type {DeviceCounters, DeviceIo, DiskIo} from '../snapshot.js';
import {elapsedSeconds} from '../values/elapsed.js';
import {readIfPresent} from './if-present.js';
import {type KernelFile, kernelFile} from './kernel-file.js';
import {withoutNvmePaths} from './nvme-paths.js';
import {type DiskCounters, parseDiskstats} from './procfs/diskstats.js';

/**
Names of devices that are excluded from the totals regardless of sysfs: stacked or in-memory devices, and devices that
are not disks.
*/
const notPhysical = /^(?:loop|ram|zram|sr|fd|dm-|md|bcache|drbd|zd)\d|^md_/;

/**
Returns a collector of the I/O of all block devices, with totals over the physical disks.

`devices` contains disks, partitions, device-mapper and RAID devices, so that a mount finds its device by number.
Devices without a rate are absent: in their first sample and after their counters decreased. Devices without any I/O
(idle loop devices) and partitions without a busy time (the short lines of old kernels) are absent too.
*/
export function diskIoCollector(machine: Machine, cadenceMs: number): Collector<'disk_io'> {
	const file = kernelFile(`${machine.root}/proc/diskstats`);
	const sysBlock = `${machine.root}/sys/block`;
	let previous = new Map<string, Device>();
	let previousMs: number | undefined;
	let diskIo: DiskIo | undefined;
	const log = createGapLog();

	const isPhysical = (name: string): boolean => {
		// sysfs writes an exclamation mark for a slash in a device name.
		const place = `${sysBlock}/${name.replaceAll('/', '!')}`;
		return !notPhysical.test(name) && existsSync(place) && !isStacked(place);
	};

	return {
		name: 'disk_io',
		cadenceMs,
		timeoutMs: cadenceMs,
		collect() {
			log.clear();
			const counters = withoutNvmePaths(parseDiskstats(readDiskstats(file), reason => log.note('devices', reason)));
			const nowMs = machine.monotonicMs();
			const seconds = elapsedSeconds(previousMs, nowMs, cadenceMs);
			const before = previous;
			const devices = counters.map(device => ({
				...device,
				isPhysical: before.get(device.name)?.isPhysical ?? isPhysical(device.name),
			}));
			previous = new Map(devices.map(device => [device.name, device]));
			previousMs = nowMs;
			if (devices.length === 0) {
				throw new UnavailableError('unsupported', `${file.path} holds no device`);
			}

			const candidates = devices.filter(({name}) => !notPhysical.test(name));
			if (candidates.length > 0 && !candidates.some(({isPhysical}) => isPhysical) && !hasEntries(sysBlock)) {
				throw new UnavailableError('unsupported', `cannot distinguish disks from partitions without ${sysBlock}`);
			}

			const now = seconds === undefined ? undefined : summarise(devices, before, seconds);
			diskIo = now && reuseUnchanged(diskIo, now);
			return diskIo;
		},
		gaps: log.gaps,
		[Symbol.dispose]: file[Symbol.dispose],
	};
}

/** Returns whether a device is stacked on other block devices, which count its I/O, or is hidden. */
function isStacked(place: string): boolean {
	return hasEntries(`${place}/slaves`) || readIfPresent(`${place}/hidden`) === '1';
}

function hasEntries(directory: string): boolean {
	try {
		return readdirSync(directory).length > 0;
	} catch {
		return false;
	}
}

type Device = DiskCounters & {readonly isPhysical: boolean};

/** Returns the totals. `undefined` when there are physical disks but none has a rate. */
function summarise(
	devices: readonly Device[],
	before: ReadonlyMap<string, Device>,
	seconds: number,
): DiskIo | undefined {
	const rates: DeviceIo[] = [];
	const physical: DeviceIo[] = [];
	for (const device of devices) {
		const rate = rateOf(device, before.get(device.name), seconds);
		if (rate && (device.isPhysical || device.readBytes + device.writtenBytes > 0)) {
			rates.push(rate);
		}

		if (rate && device.isPhysical) {
			physical.push(rate);
		}
	}

	if (physical.length === 0 && devices.some(device => device.isPhysical)) {
		return undefined;
	}

	return {
		readBytesPerSecond: physical.reduce((sum, rate) => sum + rate.readBytesPerSecond, 0),
		writeBytesPerSecond: physical.reduce((sum, rate) => sum + rate.writeBytesPerSecond, 0),
		busyPercent: busiest(physical),
		devices: rates,
		counters: devices.filter(device => device.isPhysical || device.reads + device.writes > 0).map(countersOf),
	};
}

function countersOf({name, deviceNumber, reads, writes, readBytes, writtenBytes, busyMs}: Device): DeviceCounters {
	return {name, deviceNumber, reads, writes, readBytes, writtenBytes, busyMs};
}

function busiest(devices: readonly DeviceIo[]): number | undefined {
	const shares = devices.flatMap(({busyPercent}) => busyPercent ?? []);
	return shares.length === 0 ? undefined : Math.max(...shares);
}

function rateOf(now: Device, before: Device | undefined, seconds: number): DeviceIo | undefined {
	if (before?.busyMs === undefined || now.busyMs === undefined || before.deviceNumber !== now.deviceNumber) {
		return undefined;
	}

	const readBytes = now.readBytes - before.readBytes;
	const writtenBytes = now.writtenBytes - before.writtenBytes;
	// The busy time is a 32-bit counter that wraps after 49 days. This does not affect the other values.
	const busyMs = now.busyMs - before.busyMs;
	if (readBytes < 0 || writtenBytes < 0) {
		return undefined;
	}

	return {
		name: now.name,
		deviceNumber: now.deviceNumber,
		readBytesPerSecond: readBytes / seconds,
		writeBytesPerSecond: writtenBytes / seconds,
		busyPercent: busyMs < 0 ? undefined : Math.min(100, busyMs / seconds / 10),
	};
}

function readDiskstats(file: KernelFile): string {
	try {
		return file.readText();
	} catch (error) {
		if (isMissing(error)) {
			throw new UnavailableError('unsupported', `this kernel has no ${file.path}`);
		}

		throw error;
	}
}
