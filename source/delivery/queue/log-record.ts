import type {AlertEvent} from '../../alerts/alert.js';
import {anAlert, anAlertEvent} from '../../alerts/engine/alert-shape.js';
import {fieldsOf} from '../../support/fields.js';
import {accepted, flag, object, optional, parsedJson, text} from '../../support/reader.js';
import type {Notification} from '../notification.js';
import {addReceipts, type Receipt, type Receipts} from './receipts.js';

/** The content of a notification log: queued notifications and receipts. */
export type LogContent = {
	/** Queued notifications, oldest first. */
	readonly waiting: readonly Notification[];
	readonly receipts: Receipts;
};

/** The first line of a log. */
export type LogHeader = {
	/** Name of the handler. */
	readonly handler: string;
	/** Salted hash of the destination; see `destinationMark`. */
	readonly destination?: string | undefined;
};

/** The content of an empty log. */
export const emptyLog: LogContent = {waiting: [], receipts: new Map()};

/** Functions that return a record as a line of JSON. */
export const record = {
	header: (header: LogHeader): string => line(header),
	/** An event was added to a notification. */
	added: ({id, host, isTest}: Notification, event: AlertEvent): string =>
		line({id, host, ...(isTest && {isTest}), event}),
	/** The receiver has accepted a notification. */
	delivered: (id: string): string => line({delivered: id}),
	/** A notification was discarded. */
	dropped: (id: string): string => line({dropped: id}),
	receipt: (receipt: Receipt): string => line({receipt}),
} as const;

function line(value: object): string {
	return `${JSON.stringify(value)}\n`;
}

/** Returns the text of a log without obsolete lines. */
export function logText(header: LogHeader, {waiting, receipts}: LogContent): string {
	return [
		record.header(header),
		...[...receipts.values()].map(record.receipt),
		...waiting.flatMap(notification => notification.events.map(event => record.added(notification, event))),
	].join('');
}

/** Parses the header of a log. Returns `undefined` when the first line is not a header. */
export function parseHeader(log: string): LogHeader | undefined {
	return accepted(aHeader, parsedJson(log.split('\n', 1)[0] ?? ''));
}

/**
Parses a log. Invalid lines are skipped: an incomplete last line of a killed process, damaged lines, and lines of
versions with other fields.
*/
export function parseLog(log: string): LogContent {
	const waiting = new Map<string, Notification>();
	const receipts = new Map<string, Receipt>();
	for (const one of log.split('\n')) {
		const {receipt, delivered, dropped, added} = recordOf(parsedJson(one));
		const notification = delivered === undefined ? undefined : waiting.get(delivered);
		if (receipt) {
			receipts.set(receipt.alert.id, receipt);
		} else if (notification) {
			addReceipts(receipts, notification);
			waiting.delete(notification.id);
		} else if (dropped !== undefined) {
			waiting.delete(dropped);
		} else if (added) {
			const {event, isTest = false, id, host} = added;
			const events = waiting.get(id)?.events ?? [];
			waiting.set(id, {id, host, isTest, events: [...events, event]});
		}
	}

	return {waiting: [...waiting.values()], receipts};
}

const aHeader = object<LogHeader>({handler: text, destination: optional(text)});
const anAddition = object<Pick<Notification, 'id' | 'host'> & {readonly isTest?: boolean; readonly event: AlertEvent}>({
	id: text,
	host: text,
	isTest: optional(flag),
	event: anAlertEvent,
});
const aReceipt = object<Receipt>({host: text, alert: anAlert});

/** Returns the record of one line: one of these fields, or none. */
function recordOf(value: unknown) {
	const {receipt, delivered, dropped} = fieldsOf(value) ?? {};
	return {
		receipt: accepted(aReceipt, receipt),
		delivered: accepted(text, delivered),
		dropped: accepted(text, dropped),
		added: accepted(anAddition, value),
	};
}
