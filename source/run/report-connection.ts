import type {ReportProblem} from '../core/problem.js';
import type {ReadonlyStore} from '../core/store.js';
import type {ConnectionStatus} from '../remote/client/connection-status.js';
import type {FleetHost} from '../remote/fleet/fleet-state.js';
import {formatTime} from '../support/format.js';
import {printableLine} from '../support/printable.js';

/** Reports a lost or silent connection as a problem of the monitor. */
export function reportConnection(host: ReadonlyStore<FleetHost | undefined>, report: ReportProblem): void {
	host.subscribe(() => report('connection', problemOf(host.getState())));
}

/**
Writes one line when the connection is lost or silent, for output without a screen, where missing output would look like a
healthy machine. A final loss is reported by the error that ends the program.
*/
export function printConnection(host: ReadonlyStore<FleetHost | undefined>, write: (line: string) => void): void {
	let printed: ConnectionStatus['state'] | undefined;
	host.subscribe(() => {
		const connection = host.getState()?.connection;
		const message = problemOf(host.getState());
		const isFinal = connection?.state === 'lost' && connection.isFinal;
		if (message !== undefined && !isFinal && connection?.state !== printed) {
			write(printableLine(message));
		}

		printed = message === undefined ? undefined : connection?.state;
	});
}

function problemOf(host: FleetHost | undefined): string | undefined {
	switch (host?.connection.state) {
		case 'lost':
			return `${host.name}: ${host.connection.reason}`;
		case 'stale':
			return `${host.name}: no measurement since ${formatTime(host.connection.sinceMs)}`;
		default:
			return undefined;
	}
}
