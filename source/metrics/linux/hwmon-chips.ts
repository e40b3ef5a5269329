import {readlinkSync} from 'node:fs';
import path from 'node:path';
import {listIfPresent, readIfPresent} from './if-present.js';

/** A chip of `/sys/class/hwmon`. */
export type HwmonChip = {
	/** Name of its driver, such as `coretemp`, `nct6798` or `nvme`. */
	readonly driver: string;
	/** Name of the device it belongs to, such as `nvme0`; otherwise the driver. */
	readonly name: string;
	readonly directory: string;
	readonly files: readonly string[];
};

/** A channel of a chip, such as `fan1`. */
export type HwmonChannel = {
	/** Label of the driver, or the name of the channel. */
	readonly part: string;
	/** Whether the driver has a label for it. */
	readonly isLabelled: boolean;
	/** Path without the ending: `/sys/class/hwmon/hwmon2/fan1`. */
	readonly prefix: string;
};

/** Returns the chips in natural order. */
export function hwmonChips(root: string): readonly HwmonChip[] {
	const top = `${root}/sys/class/hwmon`;
	return listIfPresent(top).flatMap(entry => {
		const directory = `${top}/${entry}`;
		const driver = readIfPresent(`${directory}/name`);
		return driver ? {driver, name: deviceName(directory, driver), directory, files: listIfPresent(directory)} : [];
	});
}

/** Returns the channels of a kind, such as `fan` or `temp`, that have a file with that ending. */
export function channelsOf(chip: HwmonChip, kind: string, ending: string): readonly HwmonChannel[] {
	const pattern = new RegExp(`^(${kind}\\d+)_${ending}$`);
	return chip.files.flatMap(file => {
		const channel = pattern.exec(file)?.[1];
		if (channel === undefined) {
			return [];
		}

		const prefix = `${chip.directory}/${channel}`;
		const label = readIfPresent(`${prefix}_label`);
		return {part: label || channel, isLabelled: Boolean(label), prefix};
	});
}

/** Makes labels unique: two AMD sockets have the same labels, the second `k10temp Tctl` becomes `k10temp Tctl 2`. */
export function withUniqueLabels<Item extends {readonly label: string}>(items: readonly Item[]): readonly Item[] {
	const seen = new Map<string, number>();
	return items.map(item => {
		const count = (seen.get(item.label) ?? 0) + 1;
		seen.set(item.label, count);
		return count === 1 ? item : {...item, label: `${item.label} ${count}`};
	});
}

/** Returns the name of an NVMe device, because a machine may have several; for other chips, the driver. */
function deviceName(directory: string, driver: string): string {
	try {
		return driver === 'nvme' ? path.basename(readlinkSync(`${directory}/device`)) : driver;
	} catch {
		return driver;
	}
}
