import type {Alert, AlertEvent} from '../../alerts/alert.js';
import type {AlertFilter} from '../filters.js';
import type {Receipt, Receipts} from './receipts.js';
import type {Standings} from './standing.js';

export type Receiver = {
	/** Of the handler. */
	readonly name: string;
	readonly filters: readonly AlertFilter[];
	/** What the receiver knows, or will know when what waits has arrived. */
	readonly standings: Standings;
};

/**
The events that a handler gets. The end of an alert is for receivers that know of the alert, and for them at any hour and
level: they would wait for it for ever. So is that it got better.
*/
export function wantedEvents(events: readonly AlertEvent[], receiver: Receiver): readonly AlertEvent[] {
	const wanted: AlertEvent[] = [];
	for (const event of events) {
		const {kind, alert, isSilenced} = event;
		const isKnown = receiver.standings.has(alert.id) || wanted.some(earlier => earlier.alert.id === alert.id);
		if (!isFor(alert, receiver) || (isSilenced && kind !== 'cleared')) {
			continue;
		}

		if (isDue(kind, isKnown, () => receiver.filters.every(passes => passes(alert)))) {
			// To a receiver that hears of an alert for the first time nothing is repeated.
			wanted.push(kind === 'repeated' && !isKnown ? {...event, kind: 'raised'} : event);
		}
	}

	return wanted;
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
What a receiver has yet to be notified of, for its alerts fire: its hours have begun, its handler is new or enabled again,
a silence is over, an earlier message was lost.
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
The ends of alerts that a receiver takes to be firing and that fire no more, though evaluation did not report their end:
what it had persisted was damaged or deleted.
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
