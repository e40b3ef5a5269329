import {type FileHandle, readFile, rm, stat} from 'node:fs/promises';
import path from 'node:path';
import type {ReportProblem} from '../../core/problem.js';
import {makeDirectory} from '../../support/make-directory.js';
import {replaceFile} from '../../support/replace-file.js';
import {systemReason, unlessMissing} from '../../support/system-error.js';
import type {Spool} from '../memory/spool.js';
import type {Notification} from '../notification.js';
import {destinationMark} from './destination-mark.js';
import {emptyLog, type LogContent, logText, parseLog, record} from './log-record.js';
import type {NotificationLog} from './notification-log.js';
import {addReceipts, type Receipt} from './receipts.js';

/** The options of `openLogFile`. */
export type LogFileOptions = {
	readonly spool: Spool;
	/** Name of the handler. */
	readonly name: string;
	/** Destination of the handler; see `Handler`. */
	readonly destination: string | undefined;
	readonly report: ReportProblem;
};

/** File name extension of notification logs. */
export const logEnding = '.notifications';

/** Returns the path of the log of a handler. */
export function logPath(directory: string, handler: string): string {
	return path.join(directory, `${encodeURIComponent(handler)}${logEnding}`);
}

/** Maximum number of obsolete lines before the file is rewritten, and of lines that wait for a slow disk. */
const maxIdleLines = 1000;

/**
Opens the log file of a handler. The file exists while a notification waits or an alert is open. Records are appended in
order and flushed together (fdatasync); rewriting replaces the file atomically. Calls return immediately and writing is
asynchronous, because a disk may hang. While the file cannot be written, the log continues in memory and a problem is
reported. A deleted file is written again.
*/
export function openLogFile({spool, name, destination, report}: LogFileOptions): NotificationLog {
	const {directory} = spool;
	const target = logPath(directory, name);
	const waiting = new Map<string, Notification>();
	const receipts = new Map<string, Receipt>();
	let file: FileHandle | undefined;
	/** Lines that are not yet written; `undefined` when the file must be rewritten. */
	let lines: string[] | undefined = [];
	let idleLines = 0;
	let isScheduled = false;

	const attempt = async (step: () => Promise<void>): Promise<void> => {
		try {
			await step();
			report(`spool ${name}`, undefined);
		} catch (error) {
			lines = undefined;
			report(`spool ${name}`, `cannot save undelivered notifications in ${directory}: ${systemReason(error)}`);
		}
	};

	const closeFile = async (): Promise<void> => {
		const old = file;
		file = undefined;
		await old?.close();
	};

	const rewrite = async (): Promise<void> => {
		lines = [];
		idleLines = 0;
		// Windows cannot replace an open file.
		await closeFile();
		await makeDirectory(directory, 0o700);
		const header = {handler: name, destination: destination && destinationMark(destination)};
		file = await replaceFile(target, logText(header, {waiting: [...waiting.values()], receipts}));
	};

	const write = async (): Promise<void> => {
		isScheduled = false;
		if (waiting.size === 0 && receipts.size === 0) {
			lines = [];
			idleLines = 0;
			await closeFile();
			await rm(target, {force: true});
			return;
		}

		if (file === undefined || lines === undefined || idleLines > maxIdleLines || !(await isInPlace(file, target))) {
			await rewrite();
			return;
		}

		const text = lines.join('');
		lines = [];
		if (text !== '') {
			await file.appendFile(text);
			await file.datasync();
		}
	};

	let found = emptyLog;
	let steps = spool.owned.then(() =>
		attempt(async () => {
			found = await readLog(target);
			const newer = [...waiting];
			waiting.clear();
			for (const [id, notification] of [...found.waiting.map(one => [one.id, one] as const), ...newer]) {
				waiting.set(id, notification);
			}

			for (const [id, receipt] of found.receipts) {
				receipts.set(id, receipt);
			}
		}),
	);
	const recovered = steps.then(() => found);

	const schedule = (line: string): void => {
		lines?.push(line);
		if (lines && lines.length > maxIdleLines) {
			lines = undefined;
		}

		if (!isScheduled) {
			isScheduled = true;
			steps = steps.then(() => attempt(write));
		}
	};

	const unsubscribe = spool.onRecreated(() => {
		lines = undefined;
		schedule('');
	});

	return {
		isVolatile: false,
		recovered,
		receipts: () => receipts,
		add(notification, event) {
			waiting.set(notification.id, notification);
			schedule(record.added(notification, event));
		},
		deliver(notification) {
			addReceipts(receipts, notification);
			if (waiting.delete(notification.id)) {
				idleLines += notification.events.length + 1;
				schedule(record.delivered(notification.id));
			}
		},
		drop(id) {
			const dropped = waiting.get(id);
			if (dropped) {
				waiting.delete(id);
				idleLines += dropped.events.length + 1;
				schedule(record.dropped(id));
			}
		},
		retain(kept) {
			const byId = new Map(kept.map(notification => [notification.id, notification]));
			for (const {id} of found.waiting) {
				const left = byId.get(id);
				if (left) {
					waiting.set(id, left);
				} else {
					waiting.delete(id);
				}
			}

			lines = undefined;
			schedule('');
		},
		settled: () => steps,
		async close() {
			unsubscribe();
			if (spool.isOwned()) {
				steps = steps.then(() => attempt(closeFile));
				await steps;
			}
		},
	};
}

async function readLog(file: string): Promise<LogContent> {
	const text = await unlessMissing(readFile(file, 'utf8'), undefined);
	return text === undefined ? emptyLog : parseLog(text);
}

/** Returns whether the open file is still the one at `target`: it may have been deleted. */
async function isInPlace(file: FileHandle, target: string): Promise<boolean> {
	const [open, there] = await Promise.all([file.stat(), unlessMissing(stat(target), undefined)]);
	return open.ino === there?.ino && open.dev === there.dev;
}
