/** A row of `mount`. */
export type Mount = {
	readonly source: string;
	readonly path: string;
	/** File system type: `apfs`, `hfs`, `smbfs`, … */
	readonly fileSystem: string;
	readonly isReadOnly: boolean;
	/** Whether Finder hides it: system volumes, `/dev`, automounter triggers. */
	readonly isHidden: boolean;
};

/** Parses the output of `mount` of macOS: `/dev/disk3s5 on /System/Volumes/Data (apfs, local, journaled, nobrowse)`. */
export function parseMount(text: string): readonly Mount[] {
	const mounts = [...text.matchAll(/^(.+?) on (\/.*) \(([^()]+)\)$/gm)].map(
		([, source = '', path = '', traits = '']) => {
			const [fileSystem = '', ...options] = traits.split(', ');
			return {
				source,
				path,
				fileSystem,
				isReadOnly: options.includes('read-only'),
				isHidden: options.includes('nobrowse'),
			};
		},
	);
	if (mounts.length === 0) {
		throw new Error(`mount: no "source on /path (type, options)" in "${text.slice(0, 80)}"`);
	}

	return mounts;
}
