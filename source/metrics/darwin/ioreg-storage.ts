/** What one disk has moved since it was attached. */
export type StorageCounters = {
	/** The BSD name, e.g. `disk0`. */
	readonly name: string;
	/** `major:minor` of the BSD device. */
	readonly deviceNumber: string;
	readonly readBytes: number;
	readonly writtenBytes: number;
};

/**
Parses `ioreg -r -w0 -c IOBlockStorageDriver` of macOS: one tree per disk, the driver with its `Statistics` first, then
the medium with its `BSD Name`, then the partitions. A drive without a medium (a card reader) has no name and is left
out, as is one without counters.
*/
export function parseIoregStorage(text: string): readonly StorageCounters[] {
	const [, ...trees] = text.split(/^\+-o /m);
	return trees.flatMap(tree => {
		const read = /"Statistics" = \{.*"Bytes \(Read\)"=(\d+)/.exec(tree)?.[1];
		const written = /"Statistics" = \{.*"Bytes \(Write\)"=(\d+)/.exec(tree)?.[1];
		const name = /"BSD Name" = "([^"]+)"/.exec(tree)?.[1];
		const major = /"BSD Major" = (\d+)/.exec(tree)?.[1];
		const minor = /"BSD Minor" = (\d+)/.exec(tree)?.[1];
		return read && written && name && major && minor
			? [{name, deviceNumber: `${major}:${minor}`, readBytes: Number(read), writtenBytes: Number(written)}]
			: [];
	});
}
