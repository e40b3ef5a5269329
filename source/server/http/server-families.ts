import {counter, type Family, gauge, type Point} from '../../measurements/prometheus-family.js';
import {version} from '../../support/version.js';
import type {Service} from '../service.js';

/** Returns the Prometheus families of the program itself. */
export function serverFamilies(service: Service): readonly Family[] {
	const {stream, cuts, refusals, maxClients} = service;
	const {collectors = []} = service.health() ?? {};
	const expiryMs = service.certificateExpiryMs();
	return [
		gauge('build_info', 'Version of mon-tui.', [{labels: {version}, value: 1}]),
		gauge('ws_clients', 'Number of connected WebSocket clients.', stream.clients.size),
		gauge('ws_clients_max', 'Maximum number of WebSocket clients.', maxClients),
		counter('snapshots_skipped', 'Total number of snapshots skipped for slow clients.', stream.skippedFrames()),
		counter('ws_clients_cut', 'Total number of WebSocket connections closed by the server, by reason.', byReason(cuts)),
		counter(
			'requests_refused',
			'Total number of refused requests, connections and subscriptions, by reason.',
			byReason(refusals.counts),
		),
		gauge(
			'tls_certificate_expiry_seconds',
			'Expiry time of the server certificate, in seconds since 1970.',
			expiryMs === undefined ? undefined : expiryMs / 1000,
		),
		gauge(
			'collect_duration_seconds',
			'Duration of the last call, by collector.',
			collectors.map(({name, lastDurationMs}) => ({
				labels: {collector: name},
				value: lastDurationMs === undefined ? undefined : lastDurationMs / 1000,
			})),
		),
		counter(
			'collect_failures',
			'Total number of failed calls, by collector.',
			collectors.map(({name, failures, timeouts}) => ({labels: {collector: name}, value: failures + timeouts})),
		),
	];
}

function byReason(counts: Readonly<Record<string, number>>): readonly Point[] {
	return Object.entries(counts).map(([reason, value]) => ({labels: {reason}, value}));
}
