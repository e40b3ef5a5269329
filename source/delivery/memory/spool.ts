import type {ReportProblem} from '../../core/problem.js';
import {directoryLock} from '../../support/owned-files/directory-lock.js';

/** A directory that keeps firing alerts and their notifications across restarts. One process owns it at a time. */
export type Spool = AsyncDisposable & {
	readonly directory: string;
	/** Resolves when this process owns the directory: immediately, or when its current owner has ended. */
	readonly owned: Promise<void>;
	/** Returns whether this process owns the directory. */
	isOwned(): boolean;
	/**
	Calls `listener` when the directory was deleted and has been created again. Returns the function that removes the
	listener.
	*/
	onRecreated(listener: () => void): () => void;
};

/** Name of the file of a spool that contains the persisted alerts. Without firing alerts and silences there is none. */
export const memoryFileName = 'alerts.json';

/** The options of `openSpool`. */
export type SpoolOptions = {
	/** Path of the directory. It is created if it does not exist. */
	readonly directory: string;
	/**
	Called when another process owns the directory and when this process takes over; pass `monitor.report` to display the
	problem.
	*/
	readonly report?: ReportProblem | undefined;
	/**
	Returns whether this process leaves the spool to processes that do not yield, because it has no handlers. @default
	false
	*/
	readonly yields?: (() => boolean) | undefined;
	/** Milliseconds between checks of the lock. @default 2000 */
	readonly checkMs?: number | undefined;
};

const area = 'spool';

/**
Opens a spool. While another process owns it, this process sends no notifications and reports a problem; it takes over
when the other process ends. When the directory cannot be written, notifications are sent nevertheless, and undelivered
ones are lost with the process.
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
		// A directory that cannot be locked cannot be written either, which the writers report.
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
			return isDeleted ? `${directory} was deleted; it is being recreated` : undefined;
		}

		return yields()
			? undefined
			: `${directory} is in use by ${owner}, which sends the notifications; this process only displays alerts`;
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
