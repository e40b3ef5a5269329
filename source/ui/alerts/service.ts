import type {Alert} from '../../alerts/alert.js';
import type {DeliveryProgress, Undelivered} from '../../alerts/delivery-progress.js';
import type {ReadonlyStore} from '../../core/store.js';

/** Delivery status of notifications. */
export type DeliveryView = {
	/** Changes with every step of any delivery. */
	readonly store: ReadonlyStore<unknown>;
	/** Returns the status per handler; empty when no handler is notified. */
	progressOf(alert: Alert): readonly DeliveryProgress[];
	undelivered(): Undelivered;
};

/** Operations on alerts. They are absent where alerts are evaluated elsewhere: for remote machines and recordings. */
export type AlertService = {
	readonly acknowledge: ((alert: Alert) => void) | undefined;
	/** Silences the metric of the alert for `forMs` milliseconds; 0 ends the silence. */
	readonly silence: ((alert: Alert, forMs: number) => void) | undefined;
	readonly delivery: DeliveryView | undefined;
};

export const noAlertService: AlertService = {acknowledge: undefined, silence: undefined, delivery: undefined};
