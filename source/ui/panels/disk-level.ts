import {levelRole, type Role} from '../theme/role.js';

/** Returns the role of the share of time in which a device is busy. */
export function busyRole(percent: number | undefined): Role {
	return percent ? levelRole(percent) : 'muted';
}

/** Returns the role of a rate. A rate has no maximum, so its level is that of the device. */
export function rateRole(bytesPerSecond: number | undefined, busyPercent: number | undefined): Role {
	if (!bytesPerSecond) {
		return 'muted';
	}

	return busyPercent === undefined ? 'text' : levelRole(busyPercent);
}
