/** A thread that reads editions until the end, and reports what it read. */
import {parentPort, workerData} from 'node:worker_threads';
import {openSubscriber} from '../../source/threads/double-buffer.js';
import {isEdition} from './edition.js';

export type Seen = {
	readonly read: number;
	/** Whether an edition differs from the published one. */
	readonly torn: number;
	readonly last: number;
	readonly isInOrder: boolean;
};

const {memory, isBusy} = workerData as {readonly memory: SharedArrayBuffer; readonly isBusy: boolean};
const subscriber = openSubscriber(memory);
let seen: Seen = {read: 0, torn: 0, last: 0, isInOrder: true};

const look = (): void => {
	const edition = subscriber.read();
	if (edition && edition.number !== seen.last) {
		const {number, bytes} = edition;
		seen = {
			read: seen.read + 1,
			torn: seen.torn + Number(!isEdition(bytes, number)),
			last: number,
			isInOrder: seen.isInOrder && number > seen.last,
		};
	}
};

parentPort?.postMessage('begins');
const alive = setInterval(() => undefined, 60_000);
for (let hasEnded = false; !hasEnded; ) {
	hasEnded = subscriber.hasEnded();
	look();
	if (!isBusy && !hasEnded) {
		await subscriber.changeSince(seen.last);
	}
}

clearInterval(alive);
parentPort?.postMessage(seen);
