import {type FileHandle, readFile, rename, rm} from 'node:fs/promises';
import type {AlertEvent} from '../alerts/alert.js';
import {makeDirectory} from '../make-directory.js';
import type {ReportProblem} from '../problem.js';
import {ownedFiles} from '../state-directory/owned-files.js';
import {replaceFile} from '../state-directory/replace-file.js';
import {systemReason} from '../system-error.js';
import {addedRecord, doneRecord, recordsOf, replayJournal} from './journal-record.js';
import type {Notification} from './notification.js';

/** What a handler has yet to deliver, kept where a crash cannot reach it. */
export type Journal = {
	/** What earlier processes left, oldest first. Never rejects: what cannot be read is a problem, not an end. */
	readonly recovered: Promise<readonly Notification[]>;
	/** Keeps an event that joined a notification, given as it is with the event. */
	add(notification: Notification, event: AlertEvent): void;
	/** Forgets a notification that needs no more attempts. */
	remove(id: string): void;
	/** Resolves when all so far is on disk, or could not be written. */
	settled(): Promise<void>;
	/** Leaves what is not delivered to the next process, or to the next journal of this one. */
	close(): Promise<void>;
};

/** Without a place on disk: what waits is lost with the process. */
export const memoryJournal: Journal = {
	recovered: Promise.resolve([]),
	add() {},
	remove() {},
	async settled() {},
	async close() {},
};

export type JournalOptions = {
	readonly directory: string;
	/** Name of the handler. */
	readonly name: string;
	readonly report: ReportProblem;
};

/** Lines of what is done, after which the file is written anew without them; also how many may wait for a slow disk. */
const maxIdleLines = 1000;

/**
One file, which exists as long as something is undelivered. Records are appended in order, flushed to the disk together
(fdatasync), and a file that is written anew replaces the old one in one step. The calls return at once: writing goes on
behind them, for a disk may hang. While it cannot be written, everything goes on in memory and a problem is shown.
*/
export function openJournal({directory, name, report}: JournalOptions): Journal {
	const files = ownedFiles(directory, name, 'journal');
	const live = new Map<string, Notification>();
	/** All files that hold what is undelivered; the first is the one that is written to. */
	let paths: readonly string[] = [];
	let file: FileHandle | undefined;
	/** Lines that are not written yet; undefined when the whole file has to be written anew. */
	let waiting: string[] | undefined = [];
	let doneLines = 0;
	let isScheduled = false;

	const judged = async (step: () => Promise<void>): Promise<void> => {
		try {
			await step();
			report(`spool ${name}`, undefined);
		} catch (error) {
			waiting = undefined;
			report(`spool ${name}`, `${directory} cannot keep undelivered alerts: ${systemReason(error)}`);
		}
	};

	const keepAlone = async (kept: readonly string[]): Promise<void> => {
		await Promise.all(paths.filter(path => !kept.includes(path)).map(path => rm(path, {force: true})));
		paths = kept;
	};

	const rewrite = async (): Promise<void> => {
		await makeDirectory(directory, 0o700);
		const target = paths[0] ?? (await files.ownPath());
		waiting = [];
		doneLines = 0;
		// Windows replaces no file that is open.
		await file?.close();
		file = undefined;
		file = await replaceFile(target, [...live.values()].map(recordsOf).join(''));
		paths = [target, ...paths.slice(1)];
		await keepAlone([target]);
	};

	const write = async (): Promise<void> => {
		isScheduled = false;
		if (live.size === 0) {
			waiting = [];
			doneLines = 0;
			await file?.close();
			file = undefined;
			await keepAlone([]);
			return;
		}

		if (file === undefined || waiting === undefined || doneLines > maxIdleLines) {
			await rewrite();
			return;
		}

		const lines = waiting.join('');
		waiting = [];
		if (lines !== '') {
			await file.appendFile(lines);
			await file.datasync();
		}
	};

	const recover = async (): Promise<readonly Notification[]> => {
		for (const path of await files.abandoned()) {
			const taken = await files.takeOver(path);
			paths = taken === undefined ? paths : [...paths, taken];
		}

		const texts = await Promise.all(paths.map(path => readFile(path, 'utf8')));
		const left = inOrder(texts.map(replayJournal));
		const newer = [...live.values()];
		live.clear();
		for (const notification of [...left, ...newer]) {
			live.set(notification.id, notification);
		}

		return left;
	};

	let recoveredOnes: readonly Notification[] = [];
	let steps = judged(async () => {
		recoveredOnes = await recover();
	});
	const recovered = steps.then(() => recoveredOnes);

	const schedule = (line: string): void => {
		waiting?.push(line);
		if (waiting && waiting.length > maxIdleLines) {
			waiting = undefined;
		}

		if (!isScheduled) {
			isScheduled = true;
			steps = steps.then(() => judged(write));
		}
	};

	return {
		recovered,
		add(notification, event) {
			live.set(notification.id, notification);
			schedule(addedRecord(notification, event));
		},
		remove(id) {
			if (live.delete(id)) {
				doneLines++;
				schedule(doneRecord(id));
			}
		},
		settled: () => steps,
		async close() {
			steps = steps.then(() =>
				judged(async () => {
					await file?.close();
					file = undefined;
					await Promise.all(paths.map(path => rename(path, files.leftPath())));
					paths = [];
				}),
			);
			await steps;
		},
	};
}

/** Several journals as one. A crash in the middle of taking over may have left the same notification in two. */
function inOrder(journals: readonly (readonly Notification[])[]): readonly Notification[] {
	const byId = new Map(journals.flat().map(notification => [notification.id, notification]));
	return [...byId.values()].sort((a, b) => startMs(a) - startMs(b));
}

function startMs({events: [first]}: Notification): number {
	return first?.alert.timestampMs ?? 0;
}
