import {listIfPresent} from '../linux/if-present.js';
import {type PciDevice, readPciDevice} from './pci-device.js';

const nvidia = '10de';
const displayController = 3;

/** Returns NVIDIA's display and 3D controllers on the PCI bus by address, which is the order of the driver. */
export function listNvidiaDevices(root: string): readonly PciDevice[] {
	const folder = `${root}/sys/bus/pci/devices`;
	return listIfPresent(folder)
		.toSorted()
		.map(name => readPciDevice(`${folder}/${name}`))
		.filter(device => device !== undefined)
		.filter(({vendorId, baseClass}) => vendorId === nvidia && baseClass === displayController);
}
