import type {Machine} from '../collector.js';
import {listIfPresent, readIfPresent} from '../linux/if-present.js';
import type {Gpu} from '../snapshot.js';
import type {GpuBackend, GpuBackendName} from './backend.js';
import {isAsleep, type PciDevice, readPciDevice} from './pci-device.js';
import {pciNames} from './pci-names.js';
import {unmeasured} from './unmeasured.js';

/** A card of the kernel's Direct Rendering Manager. */
export type DrmCard = {
	/** `/sys/class/drm/card0` */
	readonly path: string;
	readonly device: PciDevice;
	/** `…/device/hwmon/hwmon3`; `undefined` for most integrated GPUs. */
	readonly sensorsPath: string | undefined;
};

export type DrmVendor = {
	readonly backend: GpuBackendName;
	readonly vendor: Gpu['vendor'];
	readonly vendorId: string;
	readonly brand: string;
	/** Reads the live values of a card that is awake. */
	measure(card: DrmCard): Partial<Gpu>;
};

/** The cards of a vendor in the order of their numbers. Connectors (`card0-DP-1`) and render nodes are no cards. */
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
Reads the cards of one vendor from sysfs.

A card that sleeps is told by its `power/runtime_status` and no other file of its driver is opened, since that would wake
it. A card that is awake may be kept awake by being watched: the driver counts every reading as use. To let an idle card
fall asleep, leave its back-end out of the configuration.
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
