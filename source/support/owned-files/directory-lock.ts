import {link, readFile, rename, rm, stat, utimes, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {giveToOwner} from '../give-to-owner.js';
import {makeDirectory} from '../make-directory.js';
import {randomId} from '../random-id.js';
import {errorCode, isMissing, unlessMissing} from '../system-error.js';
import {type LivenessSocket, openLivenessSocket} from './liveness-socket.js';
import {isGone, isSocketName, ownerHere, ownerName, parseLockOwner} from './lock-owner.js';

/** A lock that lets one process at a time use a directory. */
export type DirectoryLock = {
	/**
	Acquires or verifies the lock. Resolves with `undefined`, or with the name of the process that holds it instead:
	`process 4711 on web-01`. Creates the directory if it does not exist; rejects when it cannot be written.
	*/
	hold(): Promise<string | undefined>;
} & AsyncDisposable;

/** The options of `directoryLock`. */
export type DirectoryLockOptions = {
	/** Returns whether this process leaves the directory to processes that do not yield. May change. @default false */
	readonly yields?: (() => boolean) | undefined;
	/** Called when the lock was deleted, possibly with the directory, and has been acquired again. */
	readonly onDeleted?: (() => void) | undefined;
	/** Clock, for tests. */
	readonly monotonicMs?: (() => number) | undefined;
};

const lockName = '.mon-tui.lock';

/** Interval at which the owner renews a lock. */
const renewalMs = 10_000;

/** A lock whose owner cannot be checked is abandoned if it is not renewed within this time. */
const abandonedMs = 30_000;

/**
Returns a lock. It consists of a file that names its owner, and a socket beside it on which the owner listens. Both
remain when the owner is killed; the socket then no longer accepts connections, and the next process acquires the lock
immediately. An owner on another machine, or on a file system without sockets, is recognized by its renewals.
*/
export function directoryLock(
	directory: string,
	{monotonicMs = () => performance.now(), yields = () => false, onDeleted = () => {}}: DirectoryLockOptions = {},
): DirectoryLock {
	const file = path.join(directory, lockName);
	const id = randomId();
	let socket: LivenessSocket | undefined;
	let ours: string | undefined;
	let isOurs = false;
	let isYielding = yields();
	/** File attributes when the lock was last verified, which are cheaper to read than the content. */
	let ourStamp: string | undefined;
	let watched: {readonly content: string; readonly renewedMs: number; readonly sinceMs: number} | undefined;

	const renewal = setInterval(() => {
		if (isOurs) {
			const now = new Date();
			// An error is reported by the next `hold`.
			utimes(file, now, now).catch(() => {});
		}
	}, renewalMs);
	renewal.unref();

	/** Returns whether the lock was not renewed within `abandonedMs` of the first check. */
	const isAbandoned = async (content: string): Promise<boolean> => {
		const {mtimeMs: renewedMs} = await stat(file);
		const owner = parseLockOwner(content);
		const answer = owner && (await isGone(owner, directory, renewedMs));
		if (answer !== undefined) {
			return answer;
		}

		if (watched?.content !== content || watched.renewedMs !== renewedMs) {
			watched = {content, renewedMs, sinceMs: monotonicMs()};
		}

		return monotonicMs() - watched.sinceMs > abandonedMs;
	};

	const isYielded = (content: string): boolean => !yields() && parseLockOwner(content)?.yields === true;

	/**
	Returns the content of the lock for this process. It opens a new socket, because the old one may have been deleted.
	*/
	const claim = async (): Promise<string> => {
		await socket?.[Symbol.asyncDispose]();
		socket = await openLivenessSocket(directory, `.mon-tui.${id}.sock`);
		isYielding = yields();
		ours = JSON.stringify(await ownerHere(id, {socket: socket?.name, yields: isYielding}));
		return ours;
	};

	/** Acquires the lock. Resolves with the content of the lock of another process, if there is one. */
	const take = async (content: string | undefined): Promise<string | undefined> => {
		const isFree = content === undefined || isYielded(content) || content === ours || (await isAbandoned(content));
		if (!isFree || (content !== undefined && !(await removeLock(file, content)))) {
			return content;
		}

		try {
			await writeFile(file, await claim(), {flag: 'wx', mode: 0o600});
			giveToOwner(file);
			return undefined;
		} catch (error) {
			if (errorCode(error) !== 'EEXIST') {
				throw error;
			}
		}

		// Another process was faster.
		await socket?.[Symbol.asyncDispose]();
		return (await readContent(file)) ?? '';
	};

	const makeAndTake = async (content: string | undefined): Promise<string | undefined> => {
		try {
			return await take(content);
		} catch (error) {
			if (errorCode(error) !== 'ENOENT') {
				throw error;
			}
		}

		await makeDirectory(directory, 0o700);
		return take(await readContent(file));
	};

	return {
		async hold() {
			const stamp = await stampOf(file);
			const isUnchanged = isOurs && isYielding === yields();
			if (isUnchanged && stamp !== undefined && stamp === ourStamp) {
				return undefined;
			}

			const content = await readContent(file);
			const isStillOurs = isUnchanged && content === ours;
			const isLost = isOurs && content === undefined;
			// A process that this one yields to has just removed the lock of this one, and creates its own next.
			const isDeleted = isLost && (!isYielding || (await stampOf(directory)) === undefined);
			const other = isStillOurs ? undefined : await makeAndTake(content);
			isOurs = other === undefined;
			ourStamp = isOurs ? await stampOf(file) : undefined;
			if (isOurs && isDeleted) {
				onDeleted();
			}

			if (other === undefined) {
				return undefined;
			}

			const owner = parseLockOwner(other);
			return owner ? ownerName(owner) : `the owner of ${file}`;
		},
		async [Symbol.asyncDispose]() {
			clearInterval(renewal);
			if (isOurs && (await readContent(file).catch(() => undefined)) === ours) {
				await rm(file, {force: true});
			}

			await socket?.[Symbol.asyncDispose]();
		},
	};
}

/** Removes an abandoned lock and its socket, unless another process has replaced it meanwhile. */
async function removeLock(file: string, abandoned: string): Promise<boolean> {
	const aside = `${file}.${randomId()}`;
	try {
		await rename(file, aside);
	} catch (error) {
		if (isMissing(error)) {
			return true;
		}

		throw error;
	}

	const removed = await readContent(aside);
	if (removed !== abandoned) {
		await link(aside, file).catch(() => {});
	}

	await rm(aside, {force: true});
	const socket = parseLockOwner(abandoned)?.socket;
	if (removed === abandoned && socket !== undefined && isSocketName(socket)) {
		await rm(path.join(path.dirname(file), socket), {force: true});
	}

	return removed === abandoned;
}

function readContent(file: string): Promise<string | undefined> {
	return unlessMissing(readFile(file, 'utf8'), undefined);
}

async function stampOf(file: string): Promise<string | undefined> {
	try {
		const {ino, size, mtimeNs} = await stat(file, {bigint: true});
		return `${ino} ${size} ${mtimeNs}`;
	} catch {
		return undefined;
	}
}
