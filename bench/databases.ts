/**
What a sample costs this program for each kind of database, on servers of its own: processor time without the servers', and
the time until all of them are there. Servers that are not installed are left out.
*/
import process from 'node:process';
import {initialState, receiveSample} from '../source/core/state.js';
import {createStore} from '../source/core/store.js';
import {databaseExporter} from '../source/exporters/databases/database-exporter.js';
import {openDatabase} from '../source/exporters/databases/open-database.js';
import {mariadbServer, noMariadb, noPostgresql, postgresqlServer} from '../test/helpers/database-server.js';
import {influxdbServer, noInfluxdb, noVictoriaMetrics, victoriaMetricsServer} from '../test/helpers/metrics-server.js';
import {sampleAt} from '../test/helpers/samples.js';
import {printTable} from './figures.js';
import {processCount, processes} from './many-processes.js';

const exported = 1000;

const rows: (readonly string[])[] = [];
for (const [name, missing, open, urlOf] of [
	['PostgreSQL', noPostgresql, postgresqlServer, (port: number) => `postgres://mon:s3cret@127.0.0.1:${port}/metrics`],
	['MariaDB', noMariadb, mariadbServer, (port: number) => `mysql://mon:s3cret@127.0.0.1:${port}/metrics`],
	['InfluxDB 1', noInfluxdb, influxdbServer, (port: number) => `influxdb://127.0.0.1:${port}/metrics`],
	[
		'VictoriaMetrics',
		noVictoriaMetrics,
		victoriaMetricsServer,
		(port: number) => `influxdb://127.0.0.1:${port}/metrics`,
	],
] as const) {
	if (missing) {
		rows.push([name, '', missing]);
		continue;
	}

	await using server = await open();
	const url = urlOf(server.port);
	// The first of them would pay for the compiler, the connection and the table.
	await exportAll(url, 0);
	const beganMs = performance.now();
	const before = process.cpuUsage();
	await exportAll(url, exported);
	const {user, system} = process.cpuUsage(before);
	rows.push([name, ((user + system) / exported).toFixed(0), (performance.now() - beganMs).toFixed(0)]);
}

printTable(
	`${exported} samples with ${processCount} processes into a database`,
	['', 'CPU µs a sample', 'ms until all are there'],
	rows,
);

/** Disposing waits until all is written. */
async function exportAll(url: string, first: number): Promise<void> {
	const store = createStore(initialState(500, {samples: 1, seconds: 1}));
	await using _running = databaseExporter({
		...(await openDatabase(url)),
		intervalMs: 500,
		everySample: true,
		report(_, message) {
			if (message !== undefined) {
				throw new Error(message);
			}
		},
		pace: {shutdownTimeoutMs: 60_000},
	})(store);
	for (let index = first; index < first + exported; index++) {
		store.setState(state => receiveSample(state, sampleAt(index / 2, {processes}, index + 1)));
	}
}
