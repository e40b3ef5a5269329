/**
Writes the numbers of this machine to InfluxDB 1, and prints the problem while that fails. Ends after three samples. The argument is the
URL; for InfluxDB 2 it is `influxdb://:TOKEN@HOST/BUCKET?org=ORG`.
*/
import {createMonitor, databaseExporter, followSamples, openDatabase} from 'mon-tui';

const [url = 'influxdb://localhost/metrics'] = process.argv.slice(2);
const ending = new AbortController();
const monitor = await createMonitor({intervalMs: 500});
const database = await openDatabase(url);
await using _recording = monitor.follow(
	databaseExporter({
		...database,
		intervalMs: 500,
		everySample: true,
		report: (_, message) => message !== undefined && console.error(message),
	}),
);
followSamples(monitor.store, ({sequence}) => {
	if (sequence === 3) {
		ending.abort();
	}
});
await monitor.run(ending.signal);
