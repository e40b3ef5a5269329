import os from 'node:os';
import type {Follower} from '../follower.js';
import {known} from '../metrics/reading.js';
import type {Sample} from '../sample.js';
import type {HandlerSet} from './handler-set.js';

/** How long the end waits for what can still be delivered, by default. */
const flushMs = 400;

/**
A follower that gives every alert event to the handlers. When it is disposed it waits `longestGoodbyeMs` at most for what
can still be delivered; the rest stays in the spool, where there is one.
*/
export function deliver(handlers: HandlerSet, longestGoodbyeMs = flushMs): Follower {
	return store => {
		let previous = store.getState().sample;
		const unsubscribe = store.subscribe(() => {
			const {sample} = store.getState();
			if (sample !== undefined && sample !== previous) {
				previous = sample;
				handlers.post(sample.events, hostOf(sample));
			}
		});

		return {
			async [Symbol.asyncDispose]() {
				unsubscribe();
				await handlers.close(longestGoodbyeMs);
			},
		};
	};
}

/** The machine that was measured; this one while it has not told its name. */
function hostOf({snapshot}: Sample): string {
	return known(snapshot.readings.system)?.hostname ?? os.hostname();
}
