import {Buffer} from 'node:buffer';
import {type OnInvalidLine, parseLines} from './lines.js';

/** A line of `/proc/[pid]/mountinfo` (proc_pid_mountinfo(5)). */
export type Mount = {
	readonly id: number;
	/** Id of the parent mount. It is not in the list for the root, and after chroot. */
	readonly parentId: number;
	/** Device number of the file system, `major:minor`; the same for all its mounts. */
	readonly deviceNumber: string;
	/** Mounted directory within the file system: `/`, or a subdirectory for bind mounts and btrfs subvolumes. */
	readonly root: string;
	/**
	Mount point. Ends with `//deleted` when its directory was removed. Bytes that are not valid UTF-8 are escaped as
	`\xe9`.
	*/
	readonly path: string;
	/** Bytes of `path`, if they are not valid UTF-8. */
	readonly pathBytes: Buffer | undefined;
	/**
	Whether the file system itself is read-only. The options of the mount are not used: a hardened service sees all disks
	through read-only mounts while other processes write to them.
	*/
	readonly isReadOnly: boolean;
	/** Whether the mount is read-only, which says nothing about other mounts of the file system. */
	readonly isMountReadOnly: boolean;
	/** Whether the file system stopped writing after an error: `emergency_ro` or `shutdown` since Linux 6.15. */
	readonly hasFailed: boolean;
	/** File system type: `ext4`, `nfs4`, `fuse.sshfs`, … */
	readonly fileSystem: string;
	/** Source: `/dev/sda1`, `host:/export`, or any word; may be empty. */
	readonly source: string;
};

/**
Parses mountinfo. Lines have the format `id parent major:minor root path options [tag…] - type source superOptions`. The
number of tags varies and the source may be empty, so fields are separated by single spaces and counted from the dash.
*/
export function parseMountinfo(text: string, onInvalid?: OnInvalidLine): readonly Mount[] {
	return parseLines(text, {
		file: '/proc/[pid]/mountinfo',
		expected: '"id parent major:minor root path options - type source options"',
		parse: parseLine,
		onInvalid,
	});
}

function parseLine(line: string): Mount | undefined {
	const fields = line.split(' ');
	const dash = fields.indexOf('-', 6);
	const [id, parentId, deviceNumber, root, path, options] = fields;
	const [fileSystem, source, superOptions] = dash === -1 ? [] : fields.slice(dash + 1);
	if (
		deviceNumber === undefined ||
		root === undefined ||
		path === undefined ||
		options === undefined ||
		fileSystem === undefined ||
		source === undefined ||
		superOptions === undefined
	) {
		return undefined;
	}

	const states = superOptions.split(',');
	const hasFailed = states.includes('emergency_ro') || states.includes('shutdown');
	return {
		id: Number(id),
		parentId: Number(parentId),
		deviceNumber,
		root: decode(root),
		path: decode(path),
		pathBytes: path.includes('\\x') ? decodedBytes(path) : undefined,
		isReadOnly: states.includes('ro') || hasFailed,
		isMountReadOnly: options.split(',').includes('ro'),
		hasFailed,
		fileSystem,
		source: decode(source),
	};
}

/** Decodes a field: the kernel writes space, tab, newline, backslash and `#` as three octal digits. */
function decode(field: string): string {
	return field.replaceAll(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)));
}

/**
Decodes a field to bytes. The kernel escapes backslashes, so `\x` always stands for a byte that is not valid UTF-8.
*/
function decodedBytes(field: string): Buffer {
	return Buffer.concat(
		field
			.split(/(\\x[\da-f]{2})/)
			.map(part => (part.startsWith('\\x') ? Buffer.from(part.slice(2), 'hex') : Buffer.from(decode(part)))),
	);
}
