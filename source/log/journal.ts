import {fstatSync} from 'node:fs';
import {singleLine} from '../support/printable.js';
import type {LogEntry, LogLevel} from './log.js';

const standardError = 2;

/** As syslog counts them; sd-daemon(3). */
const priorities: Readonly<Record<LogLevel, number>> = {error: 3, warn: 4, info: 6, debug: 7};

/** Whether standard error goes to the journal of systemd: `JOURNAL_STREAM` then names the file it is (systemd.exec(5)). */
export function isJournal(env: Readonly<Record<string, string | undefined>>, fd = standardError): boolean {
	try {
		const {dev, ino} = fstatSync(fd, {bigint: true});
		return env.JOURNAL_STREAM === `${dev}:${ino}`;
	} catch {
		return false;
	}
}

/** One line as the journal takes it, which knows the time and the host by itself. */
export function journalLine({level, area, message}: Pick<LogEntry, 'level' | 'area' | 'message'>): string {
	return `${journalMark(level)}${area}: ${singleLine(message, Number.POSITIVE_INFINITY)}\n`;
}

export function journalMark(level: LogLevel): string {
	return `<${priorities[level]}>`;
}
