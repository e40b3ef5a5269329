/**
Parses `/etc/fstab` (fstab(5)). Returns by mount point whether the file system is meant to be read-only. Lines that are
invalid or have no mount point (swap) are skipped.
*/
export function parseFstab(text: string): ReadonlyMap<string, boolean> {
	const isReadOnlyByPath = new Map<string, boolean>();
	for (const line of text.split('\n', maxLines)) {
		const [source, path, type, options] = line.trim().split(/[ \t]+/);
		if (source && !source.startsWith('#') && path?.startsWith('/') && type !== undefined) {
			const last = options?.split(',').findLast(option => option === 'ro' || option === 'rw');
			isReadOnlyByPath.set(decode(path), last === 'ro');
		}
	}

	return isReadOnlyByPath;
}

const maxLines = 10_000;

/** Decodes a field, in which space, tab and backslash are three octal digits, and removes a slash at its end. */
function decode(field: string): string {
	const path = field.replaceAll(/\\([0-7]{3})/g, (_, digits: string) =>
		String.fromCharCode(Number.parseInt(digits, 8)),
	);
	return path.replace(/(?<=.)\/+$/, '');
}
