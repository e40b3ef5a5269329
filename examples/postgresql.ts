/**
Records this machine in PostgreSQL, a row a second, and ends after the first few. Needs `npm install pg`. Give the URL of the
database as the argument; MySQL works the same.
*/
import {createMonitor, databaseExporter, followSamples, openDatabase} from 'mon-tui';

const [url = 'postgres://localhost/metrics'] = process.argv.slice(2);
const ending = new AbortController();
const monitor = await createMonitor({intervalMs: 1000});
const database = await openDatabase(url);
// Waits at the end until all is written, for at most two seconds.
await using _recording = monitor.follow(
	databaseExporter({...database, intervalMs: 1000, everySample: true, report: monitor.report}),
);
followSamples(monitor.store, ({sequence}) => {
	if (sequence === 3) {
		ending.abort();
	}
});
await monitor.run(ending.signal);
console.log(`recorded in ${database.place}`);
