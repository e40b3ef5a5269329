/** The counters of a disk since it was attached. */
export type StorageCounters = {
	/** BSD name, for example `disk0`. */
	readonly name: string;
	/** Number of the BSD device, `major:minor`. */
	readonly deviceNumber: string;
	readonly readBytes: number;
	readonly writtenBytes: number;
};

/**
Parses the output of `ioreg -r -w0 -c IOBlockStorageDriver` of macOS: one tree per disk, with the driver and its
`Statistics`, then the medium with its `BSD Name`, then the partitions. Drives without a medium (a card reader) or
without counters are skipped.
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
