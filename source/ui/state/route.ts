import type {ReadonlyStore} from '../../core/store.js';
import type {ProcessReport} from '../../health/process-report.js';
import type {FleetState} from '../../remote/fleet/fleet-state.js';
import type {PastLists} from '../processes/past-lists.js';
import type {RecentLists} from '../processes/recent-lists.js';
import {inOrder} from './fleet-order.js';
import type {ShownMachine} from './shown-machine.js';
import type {Viewpoint} from './viewpoint.js';

/** Content of the screen: one machine, or the fleet overview. */
export type Route =
	| {
			readonly kind: 'machine' /** Id of the host in a fleet; empty without a fleet. */;
			readonly id: string;
			readonly machine: ShownMachine;
	  }
	| OverviewRoute;

export type OverviewRoute = {
	readonly kind: 'overview';
	readonly fleet: ReadonlyStore<FleetState>;
	/** Returns a report on the mon-tui process that follows the hosts. */
	examine(): ProcessReport;
};

/** A machine on the screen, with a viewpoint that lasts as long as the machine is shown. */
export type MachineRoute = Route & {
	readonly kind: 'machine';
	readonly viewpoint: Viewpoint;
	/** The process lists of the last minute, for the graphs of one process. */
	readonly recent: RecentLists;
	/** The notable processes of earlier moments, for the history. */
	readonly past: PastLists;
};

/** The hosts that the screen can switch between. */
export type FleetControls = {
	readonly store: ReadonlyStore<FleetState>;
	/** Shows the host, or the overview when `id` is `undefined`. */
	show(id: string | undefined): void;
};

/** Returns the id of the host `step` positions after `id` in name order; wraps around at the ends. */
export function neighbourOf({store}: FleetControls, id: string, step: number): string | undefined {
	const hosts = inOrder(store.getState().hosts, 'name');
	const index = hosts.findIndex(host => host.id === id);
	return hosts[(index + step + hosts.length) % hosts.length]?.id;
}
