/**
Measures in a worker thread, and reads the samples in the main thread and in a third one: `node examples/worker-threads.js`. Work in the
main thread never delays a measurement.
*/
import {once} from 'node:events';
import {isMainThread, parentPort, Worker, workerData} from 'node:worker_threads';
import {createMonitor, formatPercent, known, readSamples, shareSamples} from 'mon-tui';

const thisFile = new URL(import.meta.url);

if (isMainThread) {
	const measuring = new Worker(thisFile);
	const [memory] = await once(measuring, 'message');
	const third = new Worker(thisFile, {workerData: memory});
	third.once('exit', () => measuring.postMessage('enough'));

	// Until the monitor has ended.
	for await (const {sequence} of readSamples(memory).samples()) {
		console.log(`main: sample ${sequence}`);
	}
} else if (workerData) {
	let samples = 0;
	for await (const {snapshot} of readSamples(workerData).samples()) {
		const used = known(snapshot.readings.memory)?.usedPercent;
		console.log(`third: ${used === undefined ? 'not known' : `${formatPercent(used)} of memory`}`);
		samples += 1;
		if (samples === 5) {
			break;
		}
	}
} else {
	const monitor = await createMonitor({intervalMs: 100});
	const ending = new AbortController();
	const shared = monitor.follow(shareSamples({report: monitor.report}));
	parentPort.postMessage(shared.memory);
	parentPort.once('message', () => ending.abort());
	await monitor.run(ending.signal);
	await shared.close();
}
