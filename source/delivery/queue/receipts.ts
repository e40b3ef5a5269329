import type {Alert} from '../../alerts/alert.js';
import type {Notification} from '../notification.js';

/** An alert that a receiver was notified of and not yet of its end. */
export type Receipt = {
	/** The machine that was measured. */
	readonly host: string;
	/** As the receiver knows it. */
	readonly alert: Alert;
};

/** By id of the alert. */
export type Receipts = ReadonlyMap<string, Receipt>;

/** What the receiver knows when it has taken one more notification. */
export function addReceipts(receipts: Map<string, Receipt>, {host, events}: Notification): void {
	for (const {kind, alert} of events) {
		receipts.delete(alert.id);
		if (kind !== 'cleared') {
			receipts.set(alert.id, {host, alert});
		}
	}
}
