import type {Alert} from '../../alerts/alert.js';
import type {DeliveryProgress, Undelivered} from '../../alerts/delivery-progress.js';
import type {ReadonlyStore} from '../../core/store.js';

/** How the telling goes. */
export type DeliveryView = {
	/** Changes with every step of any delivery. */
	readonly store: ReadonlyStore<unknown>;
	/** Empty while nobody is to be told. */
	progressOf(alert: Alert): readonly DeliveryProgress[];
	undelivered(): Undelivered;
};

/** What can be done about alerts. Absent parts are not ours to do: the machine is another's, or a recording. */
export type AlertService = {
	readonly acknowledge: ((alert: Alert) => void) | undefined;
	/** Nobody is told of this metric for so long. */
	readonly silence: ((alert: Alert, forMs: number) => void) | undefined;
	readonly delivery: DeliveryView | undefined;
};

export const noAlertService: AlertService = {acknowledge: undefined, silence: undefined, delivery: undefined};
