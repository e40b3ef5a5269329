import type {FleetHost} from '../fleet/fleet-state.js';
import {formatTime} from '../format.js';
import type {ReportProblem} from '../problem.js';
import type {ReadonlyStore} from '../store.js';

/** A connection that is lost, or over which nothing comes, is a problem of the monitor. */
export function reportConnection(host: ReadonlyStore<FleetHost | undefined>, report: ReportProblem): void {
	host.subscribe(() => report('connection', trouble(host.getState())));
}

function trouble(host: FleetHost | undefined): string | undefined {
	switch (host?.connection.state) {
		case 'lost':
			return `${host.name}: ${host.connection.reason}`;
		case 'stale':
			return `${host.name}: no measurement since ${formatTime(host.connection.sinceMs)}`;
		default:
			return undefined;
	}
}
