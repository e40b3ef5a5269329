/** Prints how full the memory is, five times. Run it with `node --import=tsx examples/follow.ts`. */
import {createMonitor, formatBytes, known} from '../source/index.js';

const monitor = await createMonitor({intervalMs: 500, metrics: {gpu: {enabled: false}}});
const abort = new AbortController();
monitor.store.subscribe(() => {
	const {sample} = monitor.store.getState();
	const memory = known(sample?.snapshot.readings.memory);
	console.log(memory ? `${formatBytes(memory.usedBytes)} of ${formatBytes(memory.totalBytes)}` : 'not known');
	if (sample?.sequence === 5) {
		abort.abort();
	}
});
await monitor.run(abort.signal);
