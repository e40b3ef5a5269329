import type {HealthReport} from '../../health/report.js';
import {countOf} from '../../support/format.js';
import {singleLine} from '../../support/printable.js';

/** Maximum length of the status. */
const maxLength = 200;

/** Returns the status of the service as one line: `serves on unix:/run/mon-tui/mon-tui.sock, 3 clients; 1 alert`. */
export function statusText({server, firingAlerts, status, reasons}: HealthReport): string {
	const clients = server && countOf(server.clients, 'client');
	const [reason] = reasons;
	const parts = [
		server ? `serves on ${server.address ?? 'an attached server'}, ${clients}` : 'measures',
		...(firingAlerts > 0 ? [countOf(firingAlerts, 'alert')] : []),
		...(reason === undefined ? [] : [`${status}: ${reason}`]),
	];
	return singleLine(parts.join('; '), maxLength);
}
