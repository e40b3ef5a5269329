/**
Measures something of your own, how many files wait in a directory, beside everything else. A rule judges it, and it is in
every message, in `/metrics` and in recordings. Give the directory as the argument.
*/
import {readdir} from 'node:fs/promises';
import {type CustomCollector, createMonitor, createRules, followSamples, formatAlert, readMetric} from 'mon-tui';

const [directory = '.'] = process.argv.slice(2);
const queue: CustomCollector = {
	name: 'queue',
	cadenceMs: 1000,
	timeoutMs: 3000,
	// What this throws is the reason why there is no value: the screen, messages and logs show it.
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
