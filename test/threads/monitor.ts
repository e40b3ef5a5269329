/** A thread that measures and shares samples until it gets a message. */
import {once} from 'node:events';
import {parentPort} from 'node:worker_threads';
import {createMonitor} from '../../source/create-monitor.js';
import {shareSamples} from '../../source/threads/share-samples.js';

if (parentPort) {
	const monitor = await createMonitor({intervalMs: 100});
	const shared = monitor.follow(shareSamples({report: monitor.report}));
	const ending = new AbortController();
	const running = monitor.run(ending.signal);
	parentPort.postMessage(shared.memory);
	await once(parentPort, 'message');
	ending.abort();
	await running;
	await shared[Symbol.asyncDispose]();
}
