import process from 'node:process';
import colors from 'ansi-colors';
import {timestamp} from '../../measurements/timestamp.js';
import {singleLine} from '../../support/printable.js';
import type {Handler} from '../handler.js';
import {eventText, type Notification, type Status, statusOf} from '../notification.js';

/** How alerts are printed. All of it is optional. */
export type ConsoleOptions = {
	/** @default 'console' */
	readonly name?: string;
	/** @default when standard error is a terminal */
	readonly hasColor?: boolean;
	/**
	With the priority that the journal of systemd reads, and without the time that it knows.

	@default false
	*/
	readonly isJournal?: boolean;
	/** @default to standard error */
	readonly write?: (text: string) => void;
};

/** Prints one line an event, yellow or red, green when it is over. Not while a screen is drawn on the same terminal. */
export function consoleHandler({
	name = 'console',
	hasColor = Boolean(process.stderr.isTTY),
	isJournal = false,
	write = text => process.stderr.write(text),
}: ConsoleOptions = {}): Handler {
	return {
		name,
		async send(notification) {
			write(consoleText(notification, {hasColor, isJournal}));
		},
	};
}

type Look = {readonly hasColor: boolean; readonly isJournal: boolean};

/** As syslog counts them; sd-daemon(3). */
const priorities: Readonly<Record<Status, number>> = {CRITICAL: 2, WARNING: 4, CLEARED: 5};

function consoleText({host, events, isTest}: Notification, {hasColor, isJournal}: Look): string {
	const paint = colors.create();
	paint.enabled = hasColor;
	const styles: Readonly<Record<Status, (text: string) => string>> = {
		CRITICAL: paint.red,
		WARNING: paint.yellow,
		CLEARED: paint.green,
	};
	return events
		.map(event => {
			const text = `${isTest ? 'TEST ' : ''}${eventText(event)}`;
			const status = statusOf(event);
			const start = isJournal ? `<${priorities[status]}>` : `${timestamp(event.alert.timestampMs)} `;
			return `${start}${singleLine(host)} ${styles[status](text)}\n`;
		})
		.join('');
}
