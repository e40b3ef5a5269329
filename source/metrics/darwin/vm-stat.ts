/** What `vm_stat` prints on macOS, pages turned into bytes. */
export type VmStat = {
	/** Held by the kernel: can be neither compressed nor swapped. */
	readonly wiredBytes: number;
	/** What programs allocated, purgeable memory included. */
	readonly anonymousBytes: number;
	/** The kernel may drop it whenever it likes. */
	readonly purgeableBytes: number;
	/** The room that compressed memory takes, not what it was before. */
	readonly compressedBytes: number;
	/** The file cache. */
	readonly fileBackedBytes: number;
};

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
