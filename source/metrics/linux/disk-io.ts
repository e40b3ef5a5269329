import {type Collector, type Machine, UnavailableError} from '../collector.js';
import {createGapLog} from '../gaps.js';
import {reuseUnchanged} from '../schedule/reuse-unchanged.js';
import type {DeviceIo, DiskIo} from '../snapshot.js';
import {deviceRate} from '../values/device-rate.js';
import {elapsedSeconds} from '../values/elapsed.js';
import {ioTotals} from '../values/io-totals.js';
import {type DeviceKind, deviceKind, mayBePhysical} from './device-kind.js';
import {listIfPresent} from './if-present.js';
import {ioErrorCounts} from './io-errors.js';
import {kernelFile} from './kernel-file.js';
import {withoutNvmePaths} from './nvme-paths.js';
import {type DiskCounters, diskstatsParser} from './procfs/diskstats.js';
import {readSupported} from './read-supported.js';

/**
Returns a collector of the I/O of all block devices, with totals over the physical disks.

`devices` contains disks, partitions, device-mapper and RAID devices, so that a mount finds its device by number.
Devices without a rate are absent: in their first sample and after their counters decreased. Devices without any I/O
(idle loop devices) and partitions without a busy time (the short lines of old kernels) are absent too.
*/
export function diskIoCollector(machine: Machine, cadenceMs: number): Collector<'disk_io'> {
	const file = kernelFile(`${machine.root}/proc/diskstats`, {hasLongRecords: true});
	const sysBlock = `${machine.root}/sys/block`;
	const parse = diskstatsParser();
	const errorCounts = ioErrorCounts(machine.root);
	let previous = new Map<string, Device>();
	let previousMs: number | undefined;
	let diskIo: DiskIo | undefined;
	const log = createGapLog();

	return {
		name: 'disk_io',
		cadenceMs,
		timeoutMs: cadenceMs,
		collect() {
			log.clear();
			const counters = withoutNvmePaths(parse(readSupported(file), reason => log.note('devices', reason)));
			const nowMs = machine.monotonicMs();
			const seconds = elapsedSeconds(previousMs, nowMs, cadenceMs);
			const before = previous;
			const devices = counters.map(
				(counters): Device => ({
					counters,
					kind: before.get(counters.name)?.kind ?? deviceKind(machine.root, counters.name),
				}),
			);
			previous = new Map(devices.map(device => [device.counters.name, device]));
			previousMs = nowMs;
			if (devices.length === 0) {
				throw new UnavailableError('unsupported', `${file.path} holds no device`);
			}

			const candidates = devices.filter(({counters}) => mayBePhysical(counters.name));
			const isUndecided = candidates.length > 0 && !candidates.some(({kind}) => kind.isPhysical);
			if (isUndecided && listIfPresent(sysBlock).length === 0) {
				throw new UnavailableError('unsupported', `cannot distinguish disks from partitions without ${sysBlock}`);
			}

			const disks = devices.filter(({kind}) => kind.isPhysical).map(({counters}) => counters.name);
			const errors = errorCounts(disks);
			const now = seconds === undefined ? undefined : summarise(devices, before, errors, seconds);
			diskIo = now && reuseUnchanged(diskIo, now);
			return diskIo;
		},
		gaps: log.gaps,
		[Symbol.dispose]: file[Symbol.dispose],
	};
}

type Device = {readonly counters: DiskCounters; readonly kind: DeviceKind};

/** Returns the totals. `undefined` when there are physical disks but none has a rate. */
function summarise(
	devices: readonly Device[],
	before: ReadonlyMap<string, Device>,
	errors: ReadonlyMap<string, number | undefined>,
	seconds: number,
): DiskIo | undefined {
	const shown = devices.filter(
		({counters: {readBytes, writtenBytes, busyMs}, kind}) =>
			busyMs !== undefined && (kind.isPhysical || readBytes + writtenBytes > 0),
	);
	const rates = shown.flatMap(({counters, kind}): DeviceIo | readonly [] => {
		const rate = deviceRate(counters, before.get(counters.name)?.counters, seconds);
		return rate ? {...rate, ...kind, ioErrors: errors.get(counters.name)} : [];
	});
	const physical = rates.filter(({isPhysical}) => isPhysical);
	if (physical.length === 0 && devices.some(({kind}) => kind.isPhysical)) {
		return undefined;
	}

	return {
		...ioTotals(physical),
		devices: rates,
		counters: devices
			.filter(({counters, kind}) => kind.isPhysical || counters.reads + counters.writes > 0)
			.map(({counters}) => counters),
	};
}
