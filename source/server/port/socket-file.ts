import {existsSync, lstatSync, renameSync, rmSync, type Stats} from 'node:fs';
import {chmod, chown, mkdtemp} from 'node:fs/promises';
import type {Server} from 'node:net';
import path from 'node:path';
import {groupId} from '../../support/group-id.js';
import {listen, socketUse, withShortPath} from '../../support/owned-files/liveness-socket.js';
import {socketAddress} from '../../support/socket-path.js';
import {errorCode, systemReason} from '../../support/system-error.js';
import {ServerStartError} from '../start-error.js';

/** The owner and the group may connect: a connection needs the permission to write. */
const socketMode = 0o660;

/** A socket file on which a server listens. */
export type SocketFile = {
	/** Removes the file, unless another process has replaced it. */
	remove(): void;
};

/**
Makes a server listen on a Unix socket. The file appears with its mode and group, whatever the umask is: it is created in a
private directory and then renamed. The socket of a process that has ended is replaced. Rejects with a ServerStartError.
*/
export async function listenOnFile(server: Server, file: string, group: string | undefined): Promise<SocketFile> {
	const fail = (reason: string, cause?: unknown): never => {
		throw new ServerStartError(`cannot listen on ${socketAddress(file)}: ${reason}`, {cause});
	};
	const gid =
		group === undefined
			? undefined
			: (groupId(group) ?? fail(`there is no group ${group}${/^\d+$/.test(group) ? '' : ' in /etc/group'}`));
	const former = identityOf(file);
	if (former !== undefined) {
		const reason = await whyKept(file, former);
		if (reason !== undefined) {
			return fail(reason);
		}
	}

	const [parent, name] = [path.dirname(file), path.basename(file)];
	let directory: string | undefined;
	try {
		directory = await mkdtemp(path.join(parent, '.mon-tui-'));
		// A strict umask would keep out the owner, too.
		await chmod(directory, 0o700);
		const created = path.join(directory, name);
		await withShortPath(directory, name, async short => listen(server, short));
		await chmod(created, socketMode);
		if (gid !== undefined) {
			await chown(created, -1, gid);
		}

		const own = identityOf(created);
		// In one step without a pause: another mon-tui that starts at the same time is noticed.
		if (identityOf(file)?.ino !== former?.ino) {
			fail('another process has just created it');
		}

		renameSync(created, file);
		let isRemoved = false;
		return {
			remove() {
				const current = isRemoved ? undefined : identityOf(file);
				isRemoved = true;
				if (current !== undefined && current.ino === own?.ino && current.dev === own.dev) {
					rmSync(file, {force: true});
				}
			},
		};
	} catch (cause) {
		server.close();
		return cause instanceof ServerStartError ? Promise.reject(cause) : fail(reasonOf(cause, parent, group), cause);
	} finally {
		if (directory !== undefined) {
			// Without a pause: clients can connect already, and the caller is about to answer them.
			rmSync(directory, {recursive: true, force: true});
		}
	}
}

/** Returns the file's device, inode and type; `undefined` if there is no such file. */
function identityOf(file: string): Stats | undefined {
	try {
		return lstatSync(file, {throwIfNoEntry: false});
	} catch {
		// Creating the socket reports why the directory cannot be used.
		return undefined;
	}
}

/** Returns why an existing file must not be replaced; `undefined` for the socket of a process that has ended. */
export async function whyKept(file: string, found: Stats): Promise<string | undefined> {
	if (!found.isSocket()) {
		return `the file exists and is ${found.isDirectory() ? 'a directory' : 'not a socket'}`;
	}

	switch (await socketUse(path.dirname(file), path.basename(file))) {
		case 'listening':
			return 'another process listens on it';
		case 'other type':
			return 'another process uses it, and it is not a stream socket';
		case 'denied':
			return 'the file exists, and whether a process listens on it cannot be found out: permission denied';
		case 'unknown':
			return 'the file exists, and whether a process listens on it cannot be found out';
		case 'unused':
			return undefined;
	}
}

function reasonOf(error: unknown, parent: string, group: string | undefined): string {
	const isGroup = error instanceof Error && 'syscall' in error && error.syscall === 'chown';
	if (isGroup) {
		return `the group ${group} cannot be set: ${systemReason(error)}; mon-tui must run as root or as a member`;
	}

	if (errorCode(error) === 'ENOENT') {
		// A file system such as /proc has directories in which no file can be created.
		return existsSync(parent)
			? `no socket can be created in the directory ${parent}`
			: `the directory ${parent} does not exist`;
	}

	return `the directory ${parent} cannot be used: ${systemReason(error)}`;
}
