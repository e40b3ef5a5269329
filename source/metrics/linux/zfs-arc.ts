import {existsSync} from 'node:fs';
import type {Machine} from '../collector.js';
import {containerEngine} from './container.js';
import {kernelFile} from './kernel-file.js';
import {parseArcstats} from './procfs/arcstats.js';

/** The ZFS cache, which the kernel counts as used memory although most of it is reclaimable. */
export type ZfsArc = {
	/** Returns the reclaimable part of the cache; 0 without ZFS. */
	reclaimableBytes(): number;
	[Symbol.dispose](): void;
};

/** Returns the ZFS cache. In a container it is ignored, because it belongs to the host. */
export function zfsArc(machine: Machine): ZfsArc {
	const path = `${machine.root}/proc/spl/kstat/zfs/arcstats`;
	if (!existsSync(path) || containerEngine(machine.root) !== undefined) {
		return {reclaimableBytes: () => 0, [Symbol.dispose]() {}};
	}

	const file = kernelFile(path);
	return {
		reclaimableBytes() {
			const {sizeBytes, minimumBytes} = parseArcstats(file.readText());
			return Math.max(0, sizeBytes - minimumBytes);
		},
		[Symbol.dispose]: () => file[Symbol.dispose](),
	};
}
