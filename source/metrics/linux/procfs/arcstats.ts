/** The sizes of the ZFS adaptive replacement cache in bytes. Source: `/proc/spl/kstat/zfs/arcstats`. */
export type Arcstats = {
	readonly sizeBytes: number;
	/** Minimum size of the cache. */
	readonly minimumBytes: number;
};

/** Parses `/proc/spl/kstat/zfs/arcstats`. */
export function parseArcstats(text: string): Arcstats {
	const counter = (name: string): number => {
		const value = new RegExp(`^${name} +\\d+ +(\\d+)$`, 'm').exec(text)?.[1];
		if (value === undefined) {
			throw new Error(`/proc/spl/kstat/zfs/arcstats: no "${name}" line`);
		}

		return Number(value);
	};

	return {sizeBytes: counter('size'), minimumBytes: counter('c_min')};
}
