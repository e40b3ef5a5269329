import type {ReportProblem} from '../../core/problem.js';
import {directoryLock} from '../../support/owned-files/directory-lock.js';

/** A directory that keeps what a restart must not lose: alerts that fire, and notifications of them. One process owns it. */
export type Spool = AsyncDisposable & {
	readonly directory: string;
	/** Resolves when this process owns the directory: at once, or when the process that owns it has ended. */
	readonly owned: Promise<void>;
	isOwned(): boolean;
	/** Calls `listener` when the directory was deleted and has been made again. Returns the function that stops it. */
	onRecreated(listener: () => void): () => void;
};

/** Where a spool is, and how it is shared. */
export type SpoolOptions = {
	/** Where it is. Made if it does not exist. */
	readonly directory: string;
	/** Receives the problem that another process owns the directory, and its end: `monitor.report` shows it. */
	readonly report?: ReportProblem | undefined;
	/** Whether this process leaves the spool to one that does not yield: it has nobody to notify. @default it does not */
	readonly yields?: (() => boolean) | undefined;
	/** How often the lock is looked at. @default 2000 */
	readonly checkMs?: number | undefined;
};

const area = 'spool';

/**
Opens a spool. While another process owns it, this one sends no notifications, says so as a problem, and takes over when the
other ends. A directory that cannot be written is no reason to send nothing: it is used by this process alone then, and
what waits is lost with the process.
*/
export async function openSpool({
	directory,
	report = () => {},
	yields = () => false,
	checkMs = 2000,
}: SpoolOptions): Promise<Spool> {
	const listeners = new Set<() => void>();
	let isOwned = false;
	let isDeleted = false;
	let takeOver = (): void => {};
	const owned = new Promise<void>(resolve => {
		takeOver = resolve;
	});
	const lock = directoryLock(directory, {
		yields,
		onDeleted() {
			isDeleted = true;
		},
	});

	const check = async (): Promise<void> => {
		isDeleted = false;
		// What cannot be locked cannot be written either: those who write report it.
		const owner = await lock.hold().catch(() => undefined);
		isOwned = owner === undefined;
		report(area, problemOf(owner));
		for (const listener of isDeleted ? listeners : []) {
			listener();
		}

		if (isOwned) {
			takeOver();
		}
	};

	const problemOf = (owner: string | undefined): string | undefined => {
		if (owner === undefined) {
			return isDeleted ? `${directory} was deleted; it is written again` : undefined;
		}

		return yields() ? undefined : `${owner} sends the notifications of ${directory}; this program only shows alerts`;
	};

	await check();
	let checking = Promise.resolve();
	const timer = setInterval(() => {
		checking = checking.then(check);
	}, checkMs);
	timer.unref();

	return {
		directory,
		owned,
		isOwned: () => isOwned,
		onRecreated(listener) {
			listeners.add(listener);
			return () => void listeners.delete(listener);
		},
		async [Symbol.asyncDispose]() {
			clearInterval(timer);
			await checking;
			await lock[Symbol.asyncDispose]();
		},
	};
}
