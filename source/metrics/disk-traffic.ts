import type {DeviceIo, Disk, DiskIo} from './snapshot.js';

/** Read and write rates and the busy share of a disk. */
export type Traffic = Pick<DeviceIo, 'readBytesPerSecond' | 'writeBytesPerSecond' | 'busyPercent'>;

/** Returns a function that returns the traffic of the devices of a disk; `undefined` when it is unknown. */
export function trafficOf(diskIo: Pick<DiskIo, 'devices'> | undefined): (disk: Disk) => Traffic | undefined {
	const devices = new Map(diskIo?.devices.map(device => [device.deviceNumber, device]));

	return ({deviceNumber}) => {
		const whole = deviceNumber === undefined ? undefined : devices.get(deviceNumber);
		if (whole || !deviceNumber?.includes(' ')) {
			return whole;
		}

		const parts = deviceNumber.split(' ').map(number => devices.get(number));
		return parts.every(part => part !== undefined) ? sum(parts) : undefined;
	};
}

/** Adds the traffic of several devices. The busy share is that of the busiest device. */
function sum(devices: readonly DeviceIo[]): Traffic {
	return devices.reduce<Traffic>(
		(total, device) => ({
			readBytesPerSecond: total.readBytesPerSecond + device.readBytesPerSecond,
			writeBytesPerSecond: total.writeBytesPerSecond + device.writeBytesPerSecond,
			busyPercent: Math.max(total.busyPercent ?? 0, device.busyPercent ?? 0),
		}),
		{readBytesPerSecond: 0, writeBytesPerSecond: 0, busyPercent: undefined},
	);
}
