/** The output of `vm_stat` of macOS, in bytes. */
export type VmStat = {
	/** Wired memory, which can be neither compressed nor swapped. */
	readonly wiredBytes: number;
	/** Anonymous memory of programs, including purgeable memory. */
	readonly anonymousBytes: number;
	/** Memory that the kernel may discard at any time. */
	readonly purgeableBytes: number;
	/** Physical memory that the compressor occupies. */
	readonly compressedBytes: number;
	/** File cache. */
	readonly fileBackedBytes: number;
};

/** Parses the output of `vm_stat`. */
export function parseVmStat(text: string): VmStat {
	const pageBytes = Number(/page size of (\d+) bytes/.exec(text)?.[1]);
	if (!(pageBytes > 0)) {
		throw new Error('vm_stat: no page size in the first line');
	}

	const pagesByName = new Map<string, number>();
	for (const [, name = '', pages] of text.matchAll(/^"?([^":\n]+)"?:\s+(\d+)\.$/gm)) {
		pagesByName.set(name, Number(pages));
	}

	const bytes = (name: string): number => {
		const pages = pagesByName.get(name);
		if (pages === undefined) {
			throw new Error(`vm_stat: no "${name}" line`);
		}

		return pages * pageBytes;
	};

	return {
		wiredBytes: bytes('Pages wired down'),
		anonymousBytes: bytes('Anonymous pages'),
		purgeableBytes: bytes('Pages purgeable'),
		compressedBytes: bytes('Pages occupied by compressor'),
		fileBackedBytes: bytes('File-backed pages'),
	};
}
