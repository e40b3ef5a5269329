import os from 'node:os';
import type {Follower} from '../core/follower.js';
import type {Sample} from '../core/sample.js';
import {known} from '../metrics/reading.js';
import {waitAtMost} from '../support/deadline.js';
import type {HandlerSet} from './handler-set.js';

/** How delivery ends, and what it shares with a memory of alerts. */
export type DeliverOptions = {
	/** How long the end waits for what can still be delivered. @default 400 */
	readonly shutdownTimeoutMs?: number | undefined;
	/**
	What `openAlertMemory` started. Nothing is sent before it has persisted the alerts that are reported: a crash in between
	makes no receiver hear of one alert twice.
	*/
	readonly memory?: {save(): Promise<void>} | undefined;
};

/** A disk that takes longer holds nothing up. */
const maxDiskWaitMs = 1000;

/** An alert that an earlier run reported and that is not found again within this time is over. */
const foundAgainMs = 60_000;

/**
A follower that keeps every handler up to date: with the events of each sample, and with what else fires and its receiver
was not notified of. When it is disposed it waits for a moment for what can still be delivered; the rest stays in the
spool, where there is one.
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

/** The machine that was measured; this one while its name is not known. */
function hostOf({snapshot}: Sample): string {
	return known(snapshot.readings.system)?.hostname ?? os.hostname();
}
