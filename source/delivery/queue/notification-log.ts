import type {AlertEvent} from '../../alerts/alert.js';
import type {Notification} from '../notification.js';
import {emptyLog, type LogContent} from './log-record.js';
import {addReceipts, type Receipt, type Receipts} from './receipts.js';

/** A log of the queued notifications and the receipts of a handler, kept on disk to survive a crash. */
export type NotificationLog = {
	/** Whether the log is kept in memory only. */
	readonly isVolatile: boolean;
	/**
	The content that an earlier process left, available when the spool is owned. Does not reject: read errors are reported
	as problems.
	*/
	readonly recovered: Promise<LogContent>;
	/** Returns the alerts that the receiver was notified of and whose end it does not know yet. */
	receipts(): Receipts;
	/** Records an event added to a notification. `notification` already includes the event. */
	add(notification: Notification, event: AlertEvent): void;
	/** Records that the receiver has accepted a notification. */
	deliver(notification: Notification): void;
	/** Records that a notification was discarded. */
	drop(id: string): void;
	/** Replaces the recovered notifications. */
	retain(kept: readonly Notification[]): void;
	/** Resolves when all records are on disk, or could not be written. */
	settled(): Promise<void>;
	/** Closes the log. Its content remains for the next process, or for the next log of this process. */
	close(): Promise<void>;
};

/** Returns a log in memory, for handlers without a spool. Queued notifications are lost with the process. */
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
