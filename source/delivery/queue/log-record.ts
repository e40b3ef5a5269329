import type {AlertEvent} from '../../alerts/alert.js';
import {isAlert, isAlertEvent} from '../../alerts/engine/alert-shape.js';
import {shaped, text, truth} from '../../support/shape.js';
import type {Notification} from '../notification.js';
import {addReceipts, type Receipt, type Receipts} from './receipts.js';

/** What one handler has to deliver, and what its receiver knows. */
export type LogContent = {
	/** Oldest first. */
	readonly waiting: readonly Notification[];
	readonly receipts: Receipts;
};

/** The first line of a log. */
export type LogHeader = {
	/** Name of the handler. */
	readonly handler: string;
	/** Identifies the receiver without naming it: see `destinationMark`. */
	readonly destination?: string | undefined;
};

export const emptyLog: LogContent = {waiting: [], receipts: new Map()};

/** A line of JSON each. */
export const record = {
	header: (header: LogHeader): string => line(header),
	/** An event joined a notification. */
	added: ({id, host, isTest}: Notification, event: AlertEvent): string =>
		line({id, host, ...(isTest && {isTest}), event}),
	/** The receiver has taken a notification. */
	delivered: (id: string): string => line({delivered: id}),
	/** A notification was given up. */
	dropped: (id: string): string => line({dropped: id}),
	receipt: (receipt: Receipt): string => line({receipt}),
} as const;

function line(value: object): string {
	return `${JSON.stringify(value)}\n`;
}

/** All of a log in its shortest form. */
export function logText(header: LogHeader, {waiting, receipts}: LogContent): string {
	return [
		record.header(header),
		...[...receipts.values()].map(record.receipt),
		...waiting.flatMap(notification => notification.events.map(event => record.added(notification, event))),
	].join('');
}

/** The header of a log; `undefined` for what is none. */
export function parseHeader(text: string): LogHeader | undefined {
	const value = parseLine(text.split('\n', 1)[0] ?? '');
	return isHeader(value) ? (value as LogHeader) : undefined;
}

/**
Replays a log. Lines that cannot be read are left out: the last one of a program that was killed, what a damaged disk gives
back, what a version with other fields wrote.
*/
export function parseLog(text: string): LogContent {
	const waiting = new Map<string, Notification>();
	const receipts = new Map<string, Receipt>();
	for (const one of text.split('\n')) {
		const value = parseLine(one);
		if (isReceiptRecord(value)) {
			const {receipt} = value as {readonly receipt: Receipt};
			receipts.set(receipt.alert.id, receipt);
		} else if (isDelivered(value)) {
			const {delivered} = value as {readonly delivered: string};
			const notification = waiting.get(delivered);
			if (notification) {
				addReceipts(receipts, notification);
				waiting.delete(delivered);
			}
		} else if (isDropped(value)) {
			waiting.delete((value as {readonly dropped: string}).dropped);
		} else if (isAdded(value)) {
			const {event, isTest = false, ...notification} = value as AddedRecord;
			const events = waiting.get(notification.id)?.events ?? [];
			waiting.set(notification.id, {...notification, isTest, events: [...events, event]});
		}
	}

	return {waiting: [...waiting.values()], receipts};
}

type AddedRecord = Pick<Notification, 'id' | 'host'> & {readonly isTest?: boolean; readonly event: AlertEvent};

const isHeader = shaped<LogHeader>({handler: text, destination: value => value === undefined || text(value)});
const isAdded = shaped<AddedRecord>({
	id: text,
	host: text,
	isTest: value => value === undefined || truth(value),
	event: isAlertEvent,
});
const isDelivered = shaped<{readonly delivered: string}>({delivered: text});
const isDropped = shaped<{readonly dropped: string}>({dropped: text});
const isReceiptRecord = shaped<{readonly receipt: Receipt}>({
	receipt: shaped<Receipt>({host: text, alert: isAlert}),
});

function parseLine(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
