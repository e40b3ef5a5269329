import {readIfPresent} from '../linux/if-present.js';

/** A PCI device. */
export type PciDevice = {
	/** Directory in sysfs. */
	readonly path: string;
	/** Address: `0000:01:00.0`. */
	readonly address: string;
	/** Vendor as four lowercase hexadecimal digits: `10de` NVIDIA, `1002` AMD, `8086` Intel. */
	readonly vendorId: string;
	readonly deviceId: string;
	/** PCI base class; 3 is a display controller. */
	readonly baseClass: number;
};

/** Parses the `uevent` file of a PCI device. Returns `undefined` for a device of another bus. */
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

/** Reads the properties of a device that the kernel keeps in memory, which does not wake it up. */
export function readPciDevice(path: string): PciDevice | undefined {
	return parsePciUevent(path, readIfPresent(`${path}/uevent`) ?? '');
}

/**
Returns whether the device is suspended or suspending. Source: `power/runtime_status`; without runtime power management
of the kernel, devices are never suspended.
*/
export function isAsleep(device: PciDevice): boolean {
	const status = readIfPresent(`${device.path}/power/runtime_status`);
	return status === 'suspended' || status === 'suspending';
}
