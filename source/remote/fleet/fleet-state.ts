import type {ConnectionStatus} from '../client/connection-status.js';
import type {HostSummary} from './host-summary.js';

/** A host of a fleet. It is the same object until a value changes. */
export type FleetHost = {
	/** The unique ID of the host in the fleet. */
	readonly id: string;
	/** The name in its feed; it may contain any character. */
	readonly name: string;
	readonly connection: ConnectionStatus;
	/** `undefined` before the first message. */
	readonly summary: HostSummary | undefined;
	/** Values of the latest messages, the newest last. */
	readonly recent?: {
		readonly cpuPercent: readonly (number | undefined)[];
		readonly memoryPercent: readonly (number | undefined)[];
	};
	/** Whole seconds since the latest message arrived, by the local clock. */
	readonly ageSeconds: number | undefined;
};

export type FleetState = {
	/** The hosts in the order of their first message. */
	readonly hosts: readonly FleetHost[];
	/** Problems of whole feeds. */
	readonly troubles: readonly string[];
};
