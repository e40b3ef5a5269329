/** A thread that reports the sequence number of every sample until the end. */
import {parentPort, workerData} from 'node:worker_threads';
import {readSamples} from '../../source/threads/read-samples.js';

parentPort?.postMessage(0);
for await (const {sequence} of readSamples(workerData as SharedArrayBuffer).samples()) {
	parentPort?.postMessage(sequence);
}
