/** Prints the memory in use, five times. */
import {createMonitor, followSamples, formatBytes, known} from 'mon-tui';

const monitor = await createMonitor({intervalMs: 500, only: ['memory']});
const ending = new AbortController();
followSamples(monitor.store, ({sequence, snapshot}) => {
	const memory = known(snapshot.readings.memory);
	console.log(memory ? `${formatBytes(memory.usedBytes)} of ${formatBytes(memory.totalBytes)}` : 'not known');
	if (sequence === 5) {
		ending.abort();
	}
});
await monitor.run(ending.signal);
