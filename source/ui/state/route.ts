import type {ReadonlyStore} from '../../core/store.js';
import type {ProcessReport} from '../../health/process-report.js';
import type {FleetState} from '../../remote/fleet/fleet-state.js';
import {inOrder} from './fleet-order.js';
import type {ShownMachine} from './shown-machine.js';
import type {Viewpoint} from './viewpoint.js';

/** What is to be on the screen: one machine, or the overview of all. */
export type Route =
	| {readonly kind: 'machine' /** Of the host, in a fleet. */; readonly id: string; readonly machine: ShownMachine}
	| OverviewRoute;

export type OverviewRoute = {
	readonly kind: 'overview';
	readonly fleet: ReadonlyStore<FleetState>;
	/** Looks at the process that follows all of them. */
	examine(): ProcessReport;
};

/** A machine on the screen, seen from a viewpoint that lasts as long as it is shown. */
export type MachineRoute = Route & {readonly kind: 'machine'; readonly viewpoint: Viewpoint};

/** The hosts to choose from. */
export type FleetControls = {
	readonly store: ReadonlyStore<FleetState>;
	/** Changes the scene: to a host, or to the overview. */
	show(id: string | undefined): void;
};

/** So many places further, by name, and round from the last to the first. */
export function neighbourOf({store}: FleetControls, id: string, step: number): string | undefined {
	const hosts = inOrder(store.getState().hosts, 'name');
	const index = hosts.findIndex(host => host.id === id);
	return hosts[(index + step + hosts.length) % hosts.length]?.id;
}
