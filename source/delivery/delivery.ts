import os from 'node:os';
import type {Follower} from '../core/follower.js';
import type {Sample} from '../core/sample.js';
import {known} from '../metrics/reading.js';
import {waitAtMost} from '../support/deadline.js';
import type {HandlerSet} from './handler-set.js';

/** The options of `deliver`. */
export type DeliverOptions = {
	/** Maximum milliseconds that disposing waits for pending deliveries. @default 400 */
	readonly shutdownTimeoutMs?: number | undefined;
	/**
	The running alert memory, see `openAlertMemory`. A notification is sent only after the memory has persisted its
	alerts, so that a crash in between does not cause duplicate notifications.
	*/
	readonly memory?: {save(): Promise<void>} | undefined;
};

/** Maximum time that a notification waits for the disk. */
const maxDiskWaitMs = 1000;

/** An alert that an earlier run reported and that is not found again within this time has ended. */
const foundAgainMs = 60_000;

/**
Returns a follower that delivers alerts to handlers: the events of each sample, and firing alerts that a receiver has
not yet been notified of. Disposing it waits for pending deliveries up to `shutdownTimeoutMs`; undelivered notifications
stay in the spool, if there is one.
*/
export function deliver(handlers: HandlerSet, {shutdownTimeoutMs = 400, memory}: DeliverOptions = {}): Follower {
	return store => {
		let previous = store.getState().sample;
		let startedMs: number | undefined;

		const notify = (sample: Sample): void => {
			const {events, alerts, snapshot} = sample;
			const {timestampMs, monotonicMs} = snapshot;
			let allow = (): void => {};
			const allowed = new Promise<void>(resolve => {
				allow = resolve;
			});
			startedMs ??= monotonicMs;
			const isComplete = memory !== undefined && monotonicMs - startedMs > foundAgainMs;
			const isGiven = handlers.notify({events, alerts, host: hostOf(sample), timestampMs, isComplete}, allowed);
			if (isGiven) {
				void waitAtMost(maxDiskWaitMs, Promise.all([handlers.settled(), memory?.save()])).then(allow);
			} else {
				allow();
			}
		};

		const unsubscribe = store.subscribe(() => {
			const {sample} = store.getState();
			if (sample !== undefined && sample !== previous) {
				previous = sample;
				notify(sample);
			}
		});

		return {
			async [Symbol.asyncDispose]() {
				unsubscribe();
				await handlers.close(shutdownTimeoutMs);
			},
		};
	};
}

/** Returns the name of the measured machine, or of this machine while it is unknown. */
function hostOf({snapshot}: Sample): string {
	return known(snapshot.readings.system)?.hostname ?? os.hostname();
}
