/** Sizes of the ZFS adaptive replacement cache, from `/proc/spl/kstat/zfs/arcstats`, in bytes. */
export type Arcstats = {
	readonly sizeBytes: number;
	/** The cache never gives back more than down to this. */
	readonly minimumBytes: number;
};

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
