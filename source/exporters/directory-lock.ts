import {randomUUID} from 'node:crypto';
import {readFile, rename, rm, stat, utimes, writeFile} from 'node:fs/promises';
import {hostname} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {isMissing} from '../system-error.js';

/** Lets one process at a time write in a directory. */
export type DirectoryLock = {
	/** Takes the directory, or makes sure that it is still ours. Rejects with who has it. */
	hold(): Promise<void>;
} & AsyncDisposable;

const lockName = '.mon-tui.lock';

/** Whoever has the lock says so this often. */
const renewalMs = 10_000;

/** A lock that nobody renews while we look on for this long is given up. */
const abandonedMs = 30_000;

/**
A file with the owner's name. It outlives an owner that is killed; then it no longer counts when its process is gone. Of
another host, or in another container, that cannot be told and numbers of processes mean nothing: there only time tells.
*/
export function directoryLock(directory: string, monotonicMs = () => performance.now()): DirectoryLock {
	const file = path.join(directory, lockName);
	const ours = JSON.stringify({host: hostname(), pid: process.pid, id: randomUUID()});
	let isOurs = false;
	/** What the system told of the file when it was last seen to be ours: much cheaper to ask for than its content. */
	let ourStamp: string | undefined;
	let watched: {readonly owner: string; readonly renewedMs: number; readonly sinceMs: number} | undefined;

	const renewal = setInterval(() => {
		if (isOurs) {
			const now = new Date();
			// What is wrong shows at the next `hold`.
			utimes(file, now, now).catch(() => {});
		}
	}, renewalMs);
	renewal.unref();

	const readOwner = (): Promise<string | undefined> =>
		readFile(file, 'utf8').catch(error => {
			if (isMissing(error)) {
				return undefined;
			}

			throw error;
		});

	const isAbandoned = async (owner: string): Promise<boolean> => {
		if (isGone(owner)) {
			return true;
		}

		const {mtimeMs: renewedMs} = await stat(file);
		if (watched?.owner !== owner || watched.renewedMs !== renewedMs) {
			watched = {owner, renewedMs, sinceMs: monotonicMs()};
		}

		return monotonicMs() - watched.sinceMs > abandonedMs;
	};

	return {
		async hold() {
			const stamp = await stampOf(file);
			if (isOurs && stamp !== undefined && stamp === ourStamp) {
				return;
			}

			const owner = await readOwner();
			isOurs = owner === ours;
			ourStamp = stamp;
			if (isOurs) {
				return;
			}

			if (owner === undefined) {
				await writeFile(file, ours, {flag: 'wx', mode: 0o600});
			} else if (await isAbandoned(owner)) {
				// In one step: of two that do this at the same time, the first finds out when it holds the lock again.
				await writeFile(`${file}.${process.pid}`, ours, {mode: 0o600});
				await rename(`${file}.${process.pid}`, file);
			} else {
				throw new Error(`another mon-tui writes there (${nameOf(owner)})`);
			}

			isOurs = true;
		},
		async [Symbol.asyncDispose]() {
			clearInterval(renewal);
			if (isOurs && (await readOwner().catch(() => undefined)) === ours) {
				await rm(file, {force: true});
			}
		},
	};
}

async function stampOf(file: string): Promise<string | undefined> {
	try {
		const {ino, size, mtimeNs} = await stat(file, {bigint: true});
		return `${ino} ${size} ${mtimeNs}`;
	} catch {
		return undefined;
	}
}

type Owner = {readonly host: string; readonly pid: number};

function parseOwner(text: string): Owner | undefined {
	try {
		const {host, pid} = JSON.parse(text);
		return typeof host === 'string' && Number.isInteger(pid) ? {host, pid} : undefined;
	} catch {
		return undefined;
	}
}

function nameOf(text: string): string {
	const owner = parseOwner(text);
	return owner ? `process ${owner.pid} on ${owner.host}` : lockName;
}

function isGone(text: string): boolean {
	const owner = parseOwner(text);
	if (owner?.host !== hostname()) {
		return false;
	}

	try {
		process.kill(owner.pid, 0);
		return false;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'ESRCH';
	}
}
