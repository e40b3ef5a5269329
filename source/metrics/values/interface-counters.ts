import type {NetworkInterface} from '../snapshot.js';

/**
The counters of an interface in one direction since it was created. `undefined` where the platform does not count them.
*/
export type DirectionCounters = {
	readonly bytes: number;
	readonly packets: number | undefined;
	readonly errors: number | undefined;
	readonly drops: number | undefined;
};

/** The state of a link, as in `NetworkInterface`. */
export type LinkState = Pick<NetworkInterface, 'carrierChanges' | 'isUp'>;

/** An interface with its counters. */
export type InterfaceCounters = {
	readonly name: string;
	/** Whether it is physical. If there are physical interfaces, the totals are those of them. */
	readonly isPhysical: boolean;
	readonly isLoopback: boolean;
	/** Whether its traffic also passes another interface, which the totals count instead. */
	readonly isStacked: boolean;
	readonly receive: DirectionCounters;
	readonly send: DirectionCounters;
	readonly linkMbps: number | undefined;
	/** State of the link, where the platform reports it. */
	readonly link?: LinkState | undefined;
};
