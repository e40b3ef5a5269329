import type {AlertEvent} from './alert.js';

/** An event that was found on a machine, and may not have reached delivery. */
export type HeldEvent = {readonly host: string; readonly event: AlertEvent};

/** Names of the handlers that were given events of an alert. */
export type Told = {readonly alertId: string; readonly handlers: readonly string[]};

/** Where events are safe from being found until delivery has them in its spool, so that no crash comes in between. */
export type EventKeeper = {
	/** Of an earlier run, that may not have come so far. Delivery may have them all the same: it knows them by their id. */
	readonly held: readonly HeldEvent[];
	readonly told: readonly Told[];
	/** Resolves when the events are on disk together with what judging remembers, or cannot be. */
	hold(events: readonly AlertEvent[], host: string): Promise<void>;
	/** They are in the spool, and these handlers know of their alerts: resolves when that is on disk, or cannot be. */
	release(events: readonly AlertEvent[], told: readonly Told[]): Promise<void>;
};
