import type {Machine} from '../collector.js';
import {listIfPresent, readIfPresent} from '../linux/if-present.js';
import type {Gpu} from '../snapshot.js';
import type {GpuBackend, GpuBackendName} from './backend.js';
import {isAsleep, type PciDevice, readPciDevice} from './pci-device.js';
import {pciNames} from './pci-names.js';
import {unmeasured} from './unmeasured.js';

/** A GPU of the kernel's Direct Rendering Manager. */
export type DrmCard = {
	/** Directory: `/sys/class/drm/card0`. */
	readonly path: string;
	readonly device: PciDevice;
	/** Directory of the sensors: `…/device/hwmon/hwmon3`; `undefined` for most integrated GPUs. */
	readonly sensorsPath: string | undefined;
};

/** The options of `drmBackend`. */
export type DrmVendor = {
	readonly backend: GpuBackendName;
	readonly vendor: Gpu['vendor'];
	readonly vendorId: string;
	readonly brand: string;
	/** Returns the measured values of a GPU that is not suspended. */
	measure(card: DrmCard): Partial<Gpu>;
};

/** Returns the GPUs of a vendor in the order of their numbers, without connectors (`card0-DP-1`) and render nodes. */
function listCards(root: string, vendorId: string): readonly DrmCard[] {
	const folder = `${root}/sys/class/drm`;
	return listIfPresent(folder)
		.filter(name => /^card\d+$/.test(name))
		.sort((a, b) => Number(a.slice(4)) - Number(b.slice(4)))
		.flatMap(name => {
			const path = `${folder}/${name}`;
			const device = readPciDevice(`${path}/device`);
			if (device?.vendorId !== vendorId) {
				return [];
			}

			const sensors = listIfPresent(`${device.path}/hwmon`).find(entry => entry.startsWith('hwmon'));
			return [{path, device, sensorsPath: sensors && `${device.path}/hwmon/${sensors}`}];
		});
}

/**
Returns the back-end for the GPUs of one vendor. Source: sysfs.

A suspended GPU is recognized by its `power/runtime_status`, and no other file of its driver is opened, because that
would wake it up. Monitoring may keep a GPU awake, because the driver counts each reading as use. To let an idle GPU
suspend, remove its back-end from the configuration.
*/
export function drmBackend(machine: Machine, {backend, vendor, vendorId, brand, measure}: DrmVendor): GpuBackend {
	const nameOf = pciNames(machine.root, brand);

	return {
		name: backend,
		read() {
			const cards = listCards(machine.root, vendorId);
			if (cards.length === 0) {
				return {state: 'unsupported'};
			}

			const kernelRelease = readIfPresent(`${machine.root}/proc/sys/kernel/osrelease`);
			const value = cards.map((card, id): Gpu => {
				const asleep = isAsleep(card.device);
				return {
					...unmeasured,
					...(asleep ? {} : measure(card)),
					id,
					name: nameOf(card.device),
					vendor,
					driverVersion: readIfPresent(`${card.device.path}/driver/module/version`) ?? kernelRelease,
					uniqueId: card.device.address,
					pciAddress: card.device.address,
					isAsleep: asleep,
				};
			});
			return {state: 'ok', value};
		},
	};
}
