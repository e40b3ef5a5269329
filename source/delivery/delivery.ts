import os from 'node:os';
import type {AlertEvent} from '../alerts/alert.js';
import type {EventKeeper} from '../alerts/event-keeper.js';
import type {Follower} from '../follower.js';
import {known} from '../metrics/reading.js';
import type {Sample} from '../sample.js';
import {within} from '../within.js';
import type {HandlerSet} from './handler-set.js';

/** How delivery ends, and what it shares with a memory of alerts. */
export type DeliverOptions = {
	/** How long the end waits for what can still be delivered, by default 0.4 s. */
	readonly longestGoodbyeMs?: number | undefined;
	/** Without one, a crash may lose what was found in the moment before, or tell it anew. */
	readonly keeper?: EventKeeper | undefined;
};

/** A disk that takes longer holds nothing up. */
const longestWaitMs = 1000;

/**
A follower that gives every alert event to the handlers. When it is disposed it waits for a moment for what can still be
delivered; the rest stays in the spool, where there is one.
*/
export function deliver(handlers: HandlerSet, {longestGoodbyeMs = 400, keeper}: DeliverOptions = {}): Follower {
	return store => {
		let previous = store.getState().sample;

		/** Nothing is sent before it is in one place alone: what ends the program in between makes nobody hear it twice. */
		const give = async (keeper: EventKeeper, events: readonly AlertEvent[], host: string): Promise<void> => {
			let allow = (): void => {};
			const allowed = new Promise<void>(resolve => {
				allow = resolve;
			});
			handlers.post(events, host, allowed);
			await within(longestWaitMs, handlers.settled());
			await keeper.release(events, handlers.toldOf([...new Set(events.map(({alert}) => alert.id))]));
			allow();
		};

		const giveHeld = async (keeper: EventKeeper): Promise<void> => {
			// The spool may have them already.
			await within(longestWaitMs, handlers.recovered());
			await Promise.all(keeper.held.map(({host, event}) => give(keeper, [event], host)));
		};

		let giving = keeper && keeper.held.length > 0 ? giveHeld(keeper) : Promise.resolve();
		const unsubscribe = store.subscribe(() => {
			const {sample} = store.getState();
			if (sample === undefined || sample === previous) {
				return;
			}

			previous = sample;
			const {events} = sample;
			const host = hostOf(sample);
			if (keeper === undefined) {
				handlers.post(events, host);
			} else if (events.length > 0) {
				// Held at once, with the turn that found them; given in their order.
				const isHeld = keeper.hold(events, host);
				giving = giving.then(() => isHeld).then(() => give(keeper, events, host));
			}
		});

		return {
			async [Symbol.asyncDispose]() {
				unsubscribe();
				await within(longestGoodbyeMs, giving);
				await handlers.close(longestGoodbyeMs);
			},
		};
	};
}

/** The machine that was measured; this one while it has not told its name. */
function hostOf({snapshot}: Sample): string {
	return known(snapshot.readings.system)?.hostname ?? os.hostname();
}
