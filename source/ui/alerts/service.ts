import type {Alert} from '../../alerts/alert.js';

/** What can be done about alerts. Absent parts are not ours to do: the machine is another's, or a recording. */
export type AlertService = {
	readonly acknowledge: ((alert: Alert) => void) | undefined;
	/** Nobody is told of this metric for so long. */
	readonly silence: ((alert: Alert, forMs: number) => void) | undefined;
	/** How the telling went: `slack sent`, `e-mail again in 20 s`. Empty while nobody is to be told. */
	deliveryOf(alert: Alert): string;
};

export const noAlertService: AlertService = {acknowledge: undefined, silence: undefined, deliveryOf: () => ''};
