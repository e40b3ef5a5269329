import type {AlertLevel} from '../../alerts/alert.js';
import type {Notification} from '../notification.js';
import type {Receipts} from './receipts.js';

/** The state of a firing alert as a receiver knows it once all queued notifications are delivered. */
export type Standing = {
	readonly level: AlertLevel;
	/** Whether an event of the alert is still in the queue. */
	readonly isWaiting: boolean;
};

/** Standings by alert id, without alerts whose end has been delivered or is in the queue. */
export type Standings = ReadonlyMap<string, Standing>;

/** Returns the standings that follow from receipts and then from queued notifications, oldest first. */
export function standingsOf(receipts: Receipts, waiting: Iterable<Notification>): Map<string, Standing> {
	const standings = new Map<string, Standing>();
	for (const [id, {alert}] of receipts) {
		standings.set(id, {level: alert.level, isWaiting: false});
	}

	for (const notification of waiting) {
		addStanding(standings, notification);
	}

	return standings;
}

/** Updates the standings with the events of a queued notification. */
export function addStanding(standings: Map<string, Standing>, {events}: Pick<Notification, 'events'>): void {
	for (const {kind, alert} of events) {
		if (kind === 'cleared') {
			standings.delete(alert.id);
		} else {
			standings.set(alert.id, {level: alert.level, isWaiting: true});
		}
	}
}
