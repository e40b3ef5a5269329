/**
Measures a custom metric, the number of files in a directory, beside the built-in ones. It is available to rules, and part of
every message, `/metrics` and recordings. The argument is the directory.
*/
import {readdir} from 'node:fs/promises';
import {type CustomCollector, createMonitor, createRules, followSamples, formatAlert, readMetric} from 'mon-tui';

const [directory = '.'] = process.argv.slice(2);
const queue: CustomCollector = {
	name: 'queue',
	cadenceMs: 1000,
	timeoutMs: 3000,
	// The message of an error is the reason of the missing value: the screen, messages and logs show it.
	async collect() {
		return {length: (await readdir(directory)).length};
	},
};

const monitor = await createMonitor({
	only: ['memory'],
	collectors: [queue],
	rules: createRules(['custom.queue.length>2,100']),
});
const ending = new AbortController();
followSamples(monitor.store, ({snapshot, events}) => {
	for (const {alert} of events) {
		console.log(formatAlert(alert));
		console.log(`${readMetric(snapshot, 'custom.queue.length')} files wait`);
		ending.abort();
	}
});
await monitor.run(ending.signal);
