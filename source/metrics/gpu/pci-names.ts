import {readIfPresent} from '../linux/if-present.js';
import type {PciDevice} from './pci-device.js';

const databases = ['/usr/share/hwdata/pci.ids', '/usr/share/misc/pci.ids'];

/**
Returns the name of a device in the text of `pci.ids`. The marketing name in brackets is preferred to that of the chip.
*/
export function findPciName(text: string, vendorId: string, deviceId: string): string | undefined {
	const start = `\n${text}`.indexOf(`\n${vendorId}  `);
	if (start === -1) {
		return undefined;
	}

	const rest = text.slice(start);
	const nextVendor = rest.slice(1).search(/^[\da-f]{4} {2}/m);
	const devices = nextVendor === -1 ? rest : rest.slice(0, nextVendor + 1);
	const name = new RegExp(`^\\t${deviceId} {2}(.+)$`, 'm').exec(devices)?.[1]?.trim();
	return /\[(.+)\]$/.exec(name ?? '')?.[1] ?? name;
}

/**
Returns a function that names the GPUs of one vendor, for example `AMD Radeon RX 6800`, from the database of `lspci` if
it is installed. The database is read once per device model.
*/
export function pciNames(root: string, brand: string): (device: PciDevice) => string {
	const names = new Map<string, string>();

	const lookUp = ({vendorId, deviceId}: PciDevice): string => {
		for (const database of databases) {
			const name = findPciName(readIfPresent(`${root}${database}`) ?? '', vendorId, deviceId);
			if (name !== undefined) {
				return name.startsWith(brand) ? name : `${brand} ${name}`;
			}
		}

		return `${brand} GPU (0x${deviceId})`;
	};

	return device => {
		const name = names.get(device.deviceId) ?? lookUp(device);
		names.set(device.deviceId, name);
		return name;
	};
}
