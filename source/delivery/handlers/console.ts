import process from 'node:process';
import colors from 'ansi-colors';
import {timestamp} from '../../measurements/timestamp.js';
import {singleLine} from '../../support/printable.js';
import type {Handler} from '../handler.js';
import {eventText, type Notification, type Status, statusOf} from '../notification.js';

/** The options of `consoleHandler`. All are optional. */
export type ConsoleOptions = {
	/** Name of the handler. @default 'console' */
	readonly name?: string;
	/** Whether the output has colors. @default true when standard error is a terminal */
	readonly hasColor?: boolean;
	/**
	Whether the output is for the journal of systemd: with priorities and without timestamps.

	@default false
	*/
	readonly isJournal?: boolean;
	/** Writes the output. @default to standard error */
	readonly write?: (text: string) => void;
};

/**
Returns a handler that prints one line per event: yellow for WARNING, red for CRITICAL, green for cleared. Do not use it
while a screen is drawn on the same terminal.
*/
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

type Format = {readonly hasColor: boolean; readonly isJournal: boolean};

/** Priorities of syslog; see sd-daemon(3). */
const priorities: Readonly<Record<Status, number>> = {CRITICAL: 2, WARNING: 4, CLEARED: 5};

function consoleText({host, events, isTest}: Notification, {hasColor, isJournal}: Format): string {
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
