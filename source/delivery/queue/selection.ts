import type {Alert, AlertEvent} from '../../alerts/alert.js';
import type {AlertFilter} from '../filters.js';
import type {Receipt, Receipts} from './receipts.js';
import type {Standings} from './standing.js';

/** A receiver of notifications. */
export type Receiver = {
	/** Name of the handler. */
	readonly name: string;
	readonly filters: readonly AlertFilter[];
	/** What the receiver knows once all queued notifications are delivered. */
	readonly standings: Standings;
};

/**
Returns the events that a handler delivers. `cleared` and `deescalated` events go to all receivers that know of the
alert, regardless of the filters for hours and level.
*/
export function acceptedEvents(events: readonly AlertEvent[], receiver: Receiver): readonly AlertEvent[] {
	const accepted: AlertEvent[] = [];
	for (const event of events) {
		const {kind, alert, isSilenced} = event;
		const isKnown = receiver.standings.has(alert.id) || accepted.some(earlier => earlier.alert.id === alert.id);
		if (!isFor(alert, receiver) || (isSilenced && kind !== 'cleared')) {
			continue;
		}

		if (isDue(kind, isKnown, () => receiver.filters.every(passes => passes(alert)))) {
			// For a receiver that does not know the alert, a repetition is a new alert.
			accepted.push(kind === 'repeated' && !isKnown ? {...event, kind: 'raised'} : event);
		}
	}

	return accepted;
}

function isFor({handlers}: Alert, {name}: Receiver): boolean {
	return handlers.length === 0 || handlers.includes(name);
}

function isDue(kind: AlertEvent['kind'], isKnown: boolean, passes: () => boolean): boolean {
	switch (kind) {
		case 'cleared':
			return isKnown;
		case 'deescalated':
			return isKnown || passes();
		case 'raised':
		case 'escalated':
		case 'repeated':
			return passes();
	}
}

/**
Returns events for firing alerts that a receiver has not been notified of, for example because its hours have begun, its
handler is new or was enabled again, a silence has ended, or an earlier message was discarded.
*/
export function missedEvents(
	firing: readonly Alert[],
	timestampMs: number,
	receiver: Receiver & {readonly refused: ReadonlySet<string>},
): readonly AlertEvent[] {
	const missed: AlertEvent[] = [];
	for (const alert of firing) {
		const known = receiver.standings.get(alert.id)?.level;
		const kind =
			known === undefined ? 'raised' : known === 'WARNING' && alert.level === 'CRITICAL' ? 'escalated' : undefined;
		const isOpen = !alert.isSilenced && !alert.isNoData && isFor(alert, receiver) && !receiver.refused.has(alert.id);
		if (kind && isOpen && receiver.filters.every(passes => passes({...alert, timestampMs}))) {
			missed.push({id: `${alert.id}.${kind}.${timestampMs}`, sequence: 0, kind, alert, isSilenced: false});
		}
	}

	return missed;
}

/**
Returns `cleared` events for alerts that a receiver believes to be firing although they are not. Their end was not
reported, because the persisted alert states were damaged or deleted.
*/
export function lostEnds(
	receipts: Receipts,
	standings: Standings,
	firing: readonly Alert[],
	timestampMs: number,
): readonly (Receipt & {readonly event: AlertEvent})[] {
	const known = new Set(firing.map(({id}) => id));
	return [...receipts.values()]
		.filter(({alert: {id}}) => standings.has(id) && !known.has(id))
		.map(receipt => {
			const alert = {...receipt.alert, timestampMs, message: `No longer firing: ${receipt.alert.message}`};
			const id = `${alert.id}.cleared.${timestampMs}`;
			return {...receipt, event: {id, sequence: 0, kind: 'cleared', alert, isSilenced: false}};
		});
}
