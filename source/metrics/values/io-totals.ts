import type {DeviceIo, DiskIo} from '../snapshot.js';

/** Returns the totals over physical devices. A sum of which a part is unknown is `undefined`. */
export function ioTotals(physical: readonly DeviceIo[]): Omit<DiskIo, 'devices' | 'counters'> {
	const shares = physical.flatMap(({busyPercent}) => busyPercent ?? []);
	return {
		readBytesPerSecond: physical.reduce((sum, {readBytesPerSecond}) => sum + readBytesPerSecond, 0),
		writeBytesPerSecond: physical.reduce((sum, {writeBytesPerSecond}) => sum + writeBytesPerSecond, 0),
		readsPerSecond: sum(physical, 'readsPerSecond'),
		writesPerSecond: sum(physical, 'writesPerSecond'),
		busyPercent: shares.length === 0 ? undefined : Math.max(...shares),
	};
}

function sum(devices: readonly DeviceIo[], field: 'readsPerSecond' | 'writesPerSecond'): number | undefined {
	return devices.reduce<number | undefined>((total, {[field]: rate}) => {
		return total === undefined || rate === undefined ? undefined : total + rate;
	}, 0);
}
