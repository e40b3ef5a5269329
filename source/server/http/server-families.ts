import {counter, type Family, gauge, type Point} from '../../measurements/prometheus-family.js';
import {version} from '../../support/version.js';
import type {Service} from '../service.js';

/** The program itself, for Prometheus. */
export function serverFamilies(service: Service): readonly Family[] {
	const {stream, cuts, refusals, maxClients} = service;
	const {collectors = []} = service.health() ?? {};
	const expiryMs = service.certificateExpiryMs();
	return [
		gauge('build_info', 'Version of mon-tui.', [{labels: {version}, value: 1}]),
		gauge('ws_clients', 'Clients on the stream.', stream.clients.size),
		gauge('ws_clients_max', 'Most clients on the stream.', maxClients),
		counter('snapshots_skipped', 'Snapshots left out for slow clients.', stream.skippedFrames()),
		counter('ws_clients_cut', 'Connections that the server cut.', byReason(cuts)),
		counter(
			'requests_refused',
			'Requests, connections and subscriptions that the server refused.',
			byReason(refusals.counts),
		),
		gauge(
			'tls_certificate_expiry_seconds',
			'Time at which the certificate of the server expires, in seconds since 1970.',
			expiryMs === undefined ? undefined : expiryMs / 1000,
		),
		gauge(
			'collect_duration_seconds',
			'Time of the last call, by collector.',
			collectors.map(({name, lastDurationMs}) => ({
				labels: {collector: name},
				value: lastDurationMs === undefined ? undefined : lastDurationMs / 1000,
			})),
		),
		counter(
			'collect_failures',
			'Calls that failed, by collector.',
			collectors.map(({name, failures, timeouts}) => ({labels: {collector: name}, value: failures + timeouts})),
		),
	];
}

function byReason(counts: Readonly<Record<string, number>>): readonly Point[] {
	return Object.entries(counts).map(([reason, value]) => ({labels: {reason}, value}));
}
