/**
Records this machine in PostgreSQL, one row per second, and ends after three rows. Needs `npm install pg`. The argument is the URL of the
database; MySQL works the same way.
*/
import {createMonitor, databaseExporter, followSamples, openDatabase} from 'mon-tui';

const [url = 'postgres://localhost/metrics'] = process.argv.slice(2);
const ending = new AbortController();
const monitor = await createMonitor({intervalMs: 1000});
const database = await openDatabase(url);
// Its disposal waits until everything is written, for at most two seconds.
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
