import type {AlertEvent} from '../../alerts/alert.js';
import type {Notification} from '../notification.js';
import {emptyLog, type LogContent} from './log-record.js';
import {addReceipts, type Receipt, type Receipts} from './receipts.js';

/** What a handler has to deliver and what its receiver knows, kept on disk so that a crash loses neither. */
export type NotificationLog = {
	/** Nothing was left, and nothing will be. */
	readonly isVolatile: boolean;
	/** What an earlier process left, once the spool is owned. Never rejects: what cannot be read is a problem, not an end. */
	readonly recovered: Promise<LogContent>;
	/** What the receiver was notified of and not yet of its end. */
	receipts(): Receipts;
	/** Records an event that joined a notification, given as it is with the event. */
	add(notification: Notification, event: AlertEvent): void;
	/** Records that the receiver has taken a notification. */
	deliver(notification: Notification): void;
	/** Records that a notification was given up. */
	drop(id: string): void;
	/** Corrects what was recovered: these notifications are left of it. */
	retain(kept: readonly Notification[]): void;
	/** Resolves when all so far is on disk, or could not be written. */
	settled(): Promise<void>;
	/** Leaves what is open to the next process, or to the next log of this one. */
	close(): Promise<void>;
};

/** Without a spool: what waits is lost with the process. */
export function memoryLog(): NotificationLog {
	const receipts = new Map<string, Receipt>();
	return {
		isVolatile: true,
		recovered: Promise.resolve(emptyLog),
		receipts: () => receipts,
		add() {},
		deliver: notification => addReceipts(receipts, notification),
		drop() {},
		retain() {},
		async settled() {},
		async close() {},
	};
}
