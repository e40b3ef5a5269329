import {writeFileSync} from 'node:fs';
import {type DatabaseServer, databaseServer, withoutServer} from './database-server.js';
import {freePort} from './free-port.js';

export const noVictoriaMetrics = withoutServer('victoria-metrics', 'victoria-metrics');

/** Takes the line protocol of InfluxDB, keeps what is as old as the samples of the tests, and no point twice. */
export async function victoriaMetricsServer(): Promise<DatabaseServer> {
	const server = await databaseServer({
		prepare() {},
		command: (directory, port) => [
			'victoria-metrics',
			...[`-storageDataPath=${directory}/data`, `-httpListenAddr=127.0.0.1:${port}`],
			...['-retentionPeriod=100y', '-dedup.minScrapeInterval=1ms'],
		],
		async probe(port) {
			await (await fetch(`http://127.0.0.1:${port}/health`)).text();
		},
	});
	await server.start();
	return server;
}

/** The values of a series, in order of time. */
export async function readVictoriaMetrics(port: number, selector: string): Promise<readonly number[]> {
	// What was written is found only then, or seconds later.
	await (await fetch(`http://127.0.0.1:${port}/internal/force_flush`)).text();
	const url = new URL(`http://127.0.0.1:${port}/api/v1/export`);
	url.searchParams.set('match[]', selector);
	const text = await (await fetch(url)).text();
	return text === '' ? [] : JSON.parse(text).values;
}

export const noInfluxdb = withoutServer('influxd', 'influxdb');

/** Version 1, where everybody may do everything. */
export async function influxdbServer(maxBodyBytes = 25_000_000): Promise<DatabaseServer> {
	const backup = await freePort();
	const server = await databaseServer({
		prepare() {},
		command(directory, port) {
			const config = `${directory}/influxdb.conf`;
			writeFileSync(
				config,
				[
					'reporting-disabled = true',
					`bind-address = "127.0.0.1:${backup}"`,
					'[meta]',
					`dir = "${directory}/meta"`,
					'[data]',
					`dir = "${directory}/data"`,
					`wal-dir = "${directory}/wal"`,
					'[http]',
					`bind-address = "127.0.0.1:${port}"`,
					'log-enabled = false',
					`max-body-size = ${maxBodyBytes}`,
					'',
				].join('\n'),
				{mode: 0o644},
			);
			return ['influxd', '-config', config];
		},
		async probe(port) {
			await queryInfluxdb(port, 'SHOW DATABASES');
		},
	});
	await server.start();
	return server;
}

/** The rows of the first series. */
export async function queryInfluxdb(port: number, query: string): Promise<readonly (readonly unknown[])[]> {
	const url = new URL(`http://127.0.0.1:${port}/query`);
	url.search = new URLSearchParams({db: 'metrics', epoch: 'ms', q: query}).toString();
	const answer = (await (await fetch(url)).json()) as {
		readonly results: readonly {readonly series?: readonly {readonly values: readonly (readonly unknown[])[]}[]}[];
	};
	return answer.results[0]?.series?.[0]?.values ?? [];
}
