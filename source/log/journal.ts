import {fstatSync} from 'node:fs';
import {singleLine} from '../support/printable.js';
import type {LogEntry, LogLevel} from './log.js';

const standardError = 2;

/** Priorities of syslog; see sd-daemon(3). */
const priorities: Readonly<Record<LogLevel, number>> = {error: 3, warn: 4, info: 6, debug: 7};

/** Returns whether standard error is connected to the systemd journal: `JOURNAL_STREAM` then identifies it (systemd.exec(5)). */
export function isJournal(env: Readonly<Record<string, string | undefined>>, fd = standardError): boolean {
	try {
		const {dev, ino} = fstatSync(fd, {bigint: true});
		return env.JOURNAL_STREAM === `${dev}:${ino}`;
	} catch {
		return false;
	}
}

/** Returns a line for the journal, which adds time and host. */
export function journalLine({level, area, message}: Pick<LogEntry, 'level' | 'area' | 'message'>): string {
	return `${journalMark(level)}${area}: ${singleLine(message, Number.POSITIVE_INFINITY)}\n`;
}

/** Returns the prefix with which the journal recognises the priority of a line. */
export function journalMark(level: LogLevel): string {
	return `<${priorities[level]}>`;
}
