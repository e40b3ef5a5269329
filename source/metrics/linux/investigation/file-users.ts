import {readFileSync, statSync} from 'node:fs';
import type {Machine} from '../../collector.js';
import type {FileUser} from '../../model/investigation.js';
import {mountTree} from '../mounts.js';
import {parseMountinfo} from '../procfs/mountinfo.js';
import {readMountinfo} from '../read-mountinfo.js';
import {type Descriptor, descriptors} from './descriptors.js';

const maxUsers = 20;
const deletedMark = ' (deleted)';

type Mutable = {-readonly [Key in keyof FileUser]: FileUser[Key]};

/**
Returns the processes that use a file system: those with files open for writing first, the ones with the largest files
first. Sizes are 0 for a file system whose server may hang.
*/
export async function fileUsers(machine: Machine, path: string, signal: AbortSignal): Promise<readonly FileUser[]> {
	const tree = mountTree(parseMountinfo(readMountinfo(machine)));
	const mayStat = !tree.mayBlock(path);
	const users = new Map<number, Mutable>();
	for await (const descriptor of descriptors(machine, signal, {directories: true})) {
		const {pid, target} = descriptor;
		const isDeleted = target.endsWith(deletedMark);
		const file = isDeleted ? target.slice(0, -deletedMark.length) : target;
		if (!isBelow(file, path) || tree.mountOf(file)?.path !== path) {
			continue;
		}

		const user = users.get(pid) ?? {pid, writing: 0, files: 0, deletedBytes: 0, writtenBytes: 0};
		const size = mayStat && descriptor.fd !== undefined ? sizeOf(descriptor) : undefined;
		const isWriting = isOpenForWriting(machine, descriptor);
		user.files += 1;
		user.writing += isWriting ? 1 : 0;
		user.writtenBytes += isWriting ? (size?.bytes ?? 0) : 0;
		user.deletedBytes += isDeleted && size?.isDeleted ? size.bytes : 0;
		users.set(pid, user);
	}

	return [...users.values()]
		.sort(
			(left, right) =>
				Number(right.writing > 0) - Number(left.writing > 0) ||
				right.writtenBytes + right.deletedBytes - left.writtenBytes - left.deletedBytes ||
				right.files - left.files ||
				left.pid - right.pid,
		)
		.slice(0, maxUsers);
}

function isBelow(file: string, path: string): boolean {
	return file === path || file.startsWith(path === '/' ? '/' : `${path}/`);
}

/** A block of `st_blocks` is 512 bytes, see stat(2). */
const blockBytes = 512;

function sizeOf({link}: Descriptor): {readonly bytes: number; readonly isDeleted: boolean} | undefined {
	try {
		const {blocks, nlink} = statSync(link);
		return {bytes: blocks * blockBytes, isDeleted: nlink === 0};
	} catch {
		return undefined;
	}
}

/** The access mode in the octal `flags` of `/proc/[pid]/fdinfo`, see proc_pid_fdinfo(5): 1 is O_WRONLY, 2 is O_RDWR. */
const accessMode = 0o3;

function isOpenForWriting({root}: Machine, {pid, fd}: Descriptor): boolean {
	if (fd === undefined) {
		return false;
	}

	try {
		const [, flags = '0'] =
			/^flags:\s*([0-7]+)/m.exec(readFileSync(`${root}/proc/${pid}/fdinfo/${fd}`, 'latin1')) ?? [];
		return (Number.parseInt(flags, 8) & accessMode) !== 0;
	} catch {
		return false;
	}
}
