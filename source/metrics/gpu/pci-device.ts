import {readIfPresent} from '../linux/if-present.js';

export type PciDevice = {
	/** Its folder in sysfs. */
	readonly path: string;
	/** `0000:01:00.0` */
	readonly address: string;
	/** Four lower-case hexadecimal digits: `10de` NVIDIA, `1002` AMD, `8086` Intel. */
	readonly vendorId: string;
	readonly deviceId: string;
	/** The PCI base class; 3 is a display controller. */
	readonly baseClass: number;
};

/** Parses a PCI device's `uevent` file. `undefined` for a device of another bus. */
export function parsePciUevent(path: string, text: string): PciDevice | undefined {
	const value = (key: string): string | undefined => new RegExp(`^${key}=(.*)$`, 'm').exec(text)?.[1]?.trim();
	const ids = /^([\da-f]{1,4}):([\da-f]{1,4})$/i.exec(value('PCI_ID') ?? '');
	const classCode = value('PCI_CLASS') ?? '';
	const address = value('PCI_SLOT_NAME');
	const [, vendorId, deviceId] = ids ?? [];
	if (vendorId === undefined || deviceId === undefined || address === undefined || !/^[\da-f]{1,6}$/i.test(classCode)) {
		return undefined;
	}

	return {
		path,
		address,
		vendorId: vendorId.toLowerCase().padStart(4, '0'),
		deviceId: deviceId.toLowerCase().padStart(4, '0'),
		baseClass: Number.parseInt(classCode, 16) >> 16,
	};
}

/** Reads what the kernel keeps in memory about a device: this wakes nothing. */
export function readPciDevice(path: string): PciDevice | undefined {
	return parsePciUevent(path, readIfPresent(`${path}/uevent`) ?? '');
}

/**
Whether the device is powered down, or about to be. Source: `power/runtime_status`; a kernel without run-time power
management never sleeps.
*/
export function isAsleep(device: PciDevice): boolean {
	const status = readIfPresent(`${device.path}/power/runtime_status`);
	return status === 'suspended' || status === 'suspending';
}
