import {counter, type Family, gauge} from '../protocol/prometheus-family.js';
import {version} from '../version.js';
import type {Service} from './service.js';

/** The program itself, for Prometheus. */
export function serverFamilies({stream, cuts, health, maxClients}: Service): readonly Family[] {
	const {collectors = []} = health() ?? {};
	return [
		gauge('build_info', 'Version of mon-tui.', [{labels: {version}, value: 1}]),
		gauge('ws_clients', 'Clients on the stream.', stream.clients.size),
		gauge('ws_clients_max', 'Most clients on the stream.', maxClients),
		counter('snapshots_skipped', 'Snapshots left out for slow clients.', stream.skippedFrames()),
		counter(
			'ws_clients_cut',
			'Connections that the server cut.',
			Object.entries(cuts).map(([reason, value]) => ({labels: {reason}, value})),
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
