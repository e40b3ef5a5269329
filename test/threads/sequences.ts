/** A thread that tells the number of every sample it gets, until there are no more. */
import {parentPort, workerData} from 'node:worker_threads';
import {readSamples} from '../../source/threads/read-samples.js';

parentPort?.postMessage(0);
for await (const {sequence} of readSamples(workerData as SharedArrayBuffer).samples()) {
	parentPort?.postMessage(sequence);
}
