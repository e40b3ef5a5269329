import {Buffer} from 'node:buffer';
import {type OnOddLine, parseLines} from './lines.js';

/** One line of `/proc/[pid]/mountinfo` (proc_pid_mountinfo(5)). */
export type Mount = {
	readonly id: number;
	/** The mount that this one is on. Not in the list for the root, and for what is seen from a changed root. */
	readonly parentId: number;
	/** `major:minor` of the file system; the same for every mount of it. */
	readonly deviceNumber: string;
	/** The directory within the file system that is mounted: `/`, or deeper for bind mounts and btrfs subvolumes. */
	readonly root: string;
	/** The mount point. Ends in `//deleted` when its directory is gone. A byte that is no UTF-8 is written `\xe9`. */
	readonly path: string;
	/** The bytes of `path`, where they are no UTF-8. */
	readonly pathBytes: Buffer | undefined;
	/**
	Nobody can write to the file system. Not told by the options of the mount: a hardened service sees every disk through a
	read-only mount, while others go on filling it.
	*/
	readonly isReadOnly: boolean;
	/** `ext4`, `nfs4`, `fuse.sshfs`, … */
	readonly fileSystem: string;
	/** `/dev/sda1`, `host:/export`, or any word; may be empty. */
	readonly source: string;
};

/**
Lines read `id parent major:minor root path options [tag…] - type source superOptions`. The number of tags varies, and the
source may be empty, so fields are parted by single spaces and counted from the dash.
*/
export function parseMountinfo(text: string, onOdd?: OnOddLine): readonly Mount[] {
	return parseLines(text, {
		file: '/proc/[pid]/mountinfo',
		expected: '"id parent major:minor root path options - type source options"',
		parse: parseLine,
		onOdd,
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

	return {
		id: Number(id),
		parentId: Number(parentId),
		deviceNumber,
		root: decode(root),
		path: decode(path),
		pathBytes: path.includes('\\x') ? decodedBytes(path) : undefined,
		isReadOnly: superOptions.split(',').includes('ro'),
		fileSystem,
		source: decode(source),
	};
}

/** The kernel writes space, tab, newline, backslash and `#` as three octal digits. */
function decode(field: string): string {
	return field.replaceAll(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)));
}

/** The kernel escapes every backslash of its own, so `\x` is never part of a name: it stands for a byte that is no UTF-8. */
function decodedBytes(field: string): Buffer {
	return Buffer.concat(
		field
			.split(/(\\x[\da-f]{2})/)
			.map(part => (part.startsWith('\\x') ? Buffer.from(part.slice(2), 'hex') : Buffer.from(decode(part)))),
	);
}
