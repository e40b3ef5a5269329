/** A thread that publishes editions at full speed; every byte of an edition is its number. */
import {parentPort, workerData} from 'node:worker_threads';
import {openPublisher} from '../../source/threads/double-buffer.js';
import {editionOf} from './edition.js';

const {memory, editions} = workerData as {readonly memory: SharedArrayBuffer; readonly editions: number};
const publisher = openPublisher(memory);
parentPort?.postMessage('begins');
for (let number = 1; number <= editions; number++) {
	publisher.publish(editionOf(number));
}

publisher.end();
