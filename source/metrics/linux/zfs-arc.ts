import {existsSync} from 'node:fs';
import type {Machine} from '../collector.js';
import {containerEngine} from './container.js';
import {kernelFile} from './kernel-file.js';
import {parseArcstats} from './procfs/arcstats.js';

/** The cache of ZFS, which the kernel counts as used memory although most of it is given back on demand. */
export type ZfsArc = {
	/** What the cache would give back; 0 where there is no ZFS. */
	reclaimableBytes(): number;
	[Symbol.dispose](): void;
};

/** A container may see the host's cache, which is no part of its own memory: there it does not count. */
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
