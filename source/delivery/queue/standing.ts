import type {AlertLevel} from '../../alerts/alert.js';
import type {Notification} from '../notification.js';
import type {Receipts} from './receipts.js';

/** What a receiver knows of an alert that fires, or will know when what waits has arrived. */
export type Standing = {
	readonly level: AlertLevel;
	/** An event of the alert has yet to arrive. */
	readonly isWaiting: boolean;
};

/** By id of the alert. Alerts whose end has arrived, or waits, are not among them. */
export type Standings = ReadonlyMap<string, Standing>;

/** What is known from receipts, and then from notifications that wait, oldest first. */
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

export function addStanding(standings: Map<string, Standing>, {events}: Pick<Notification, 'events'>): void {
	for (const {kind, alert} of events) {
		if (kind === 'cleared') {
			standings.delete(alert.id);
		} else {
			standings.set(alert.id, {level: alert.level, isWaiting: true});
		}
	}
}
