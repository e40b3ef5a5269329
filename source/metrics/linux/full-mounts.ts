import {known} from '../reading.js';
import type {Disk} from '../snapshot.js';

/** A mount appears at this share of its space or its inodes, and disappears below the lower one. */
const fullPercent = 80;
const emptierPercent = 75;

/** Returns a function that returns the disks that are nearly full. One that is near the limit does not come and go. */
export function fullMounts(): (disks: readonly Disk[]) => readonly Disk[] {
	let shown: ReadonlySet<string> = new Set();

	return disks => {
		const full = disks.filter(({path, space}) => {
			const {usedPercent = 0, inodes} = known(space) ?? {};
			return Math.max(usedPercent, inodes?.usedPercent ?? 0) >= (shown.has(path) ? emptierPercent : fullPercent);
		});
		shown = new Set(full.map(({path}) => path));
		return full;
	};
}
