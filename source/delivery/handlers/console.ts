import colors from 'ansi-colors';
import {timestamp} from '../../wire/timestamp.js';
import type {Handler} from '../handler.js';
import {eventText, type Notification, type Status, statusOf} from '../notification.js';
import {singleLine} from '../single-line.js';

export type ConsoleOptions = {
	readonly name: string;
	readonly hasColor: boolean;
	readonly write: (text: string) => void;
};

/** One line an event, yellow or red, green when it is over. Not while a screen is drawn on the same terminal. */
export function consoleHandler({name, hasColor, write}: ConsoleOptions): Handler {
	return {
		name,
		async send(notification) {
			write(consoleText(notification, hasColor));
		},
	};
}

export function consoleText({host, events, isTest}: Notification, hasColor: boolean): string {
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
			return `${timestamp(event.alert.timestampMs)} ${singleLine(host)} ${styles[statusOf(event)](text)}\n`;
		})
		.join('');
}
