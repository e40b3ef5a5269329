import type {Alert} from '../../alerts/alert.js';
import type {Notification} from '../notification.js';

/** A receipt: an alert that a receiver was notified of and whose end it does not know yet. */
export type Receipt = {
	/** Name of the measured machine. */
	readonly host: string;
	/** The alert as last sent to the receiver. */
	readonly alert: Alert;
};

/** Receipts by alert id. */
export type Receipts = ReadonlyMap<string, Receipt>;

/** Updates the receipts after a receiver has accepted a notification. */
export function addReceipts(receipts: Map<string, Receipt>, {host, events}: Notification): void {
	for (const {kind, alert} of events) {
		receipts.delete(alert.id);
		if (kind !== 'cleared') {
			receipts.set(alert.id, {host, alert});
		}
	}
}
