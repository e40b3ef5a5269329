import type {ConnectionStatus} from '../client/connection-status.js';
import type {HostSummary} from './host-summary.js';

/** One host of a fleet. The same object as long as nothing of it changes. */
export type FleetHost = {
	/** No other host of the fleet has it. */
	readonly id: string;
	/** As its feed calls it; may hold any character. */
	readonly name: string;
	readonly connection: ConnectionStatus;
	/** `undefined` before its first message. */
	readonly summary: HostSummary | undefined;
	/** Whole seconds since its latest message came, by our clock. */
	readonly ageSeconds: number | undefined;
};

export type FleetState = {
	/** In the order in which they were first heard of. */
	readonly hosts: readonly FleetHost[];
	/** What is wrong with feeds as a whole. */
	readonly troubles: readonly string[];
};
