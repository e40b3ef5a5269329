import {followSamples} from '../core/follow-samples.js';
import type {Follower} from '../core/follower.js';
import type {ReportProblem} from '../core/problem.js';
import type {Sample} from '../core/sample.js';
import {encodedSample} from '../protocol/messages/encoded-sample.js';
import {createDoubleBuffer, openPublisher} from './double-buffer.js';

/** Options of `shareSamples`. */
export type ShareOptions = {
	/** Called when a sample is too large to share, and when the problem is over; pass `monitor.report` to show it. */
	readonly report?: ReportProblem;
};

/** Samples that are shared with other threads. Disposing ends the iteration of the readers. */
export type SharedSamples = AsyncDisposable & {
	/** The memory for `readSamples`. Pass it to any number of threads, in `workerData` or with `postMessage`. */
	readonly memory: SharedArrayBuffer;
};

/** The maximum size of a message of the protocol. */
const maxMessageBytes = 2 ** 20;

/**
Returns a follower that shares the latest sample with other threads, as a message of the protocol: it contains only the top
processes. The sample is encoded once for all readers, and readers cannot block the monitor.

```ts
const shared = monitor.follow(shareSamples({report: monitor.report}));
new Worker('./reader.js', {workerData: shared.memory});

// In reader.js
for await (const {snapshot} of readSamples(workerData).samples()) {
	console.log(known(snapshot.readings.memory)?.usedPercent);
}
```

The shared memory has 2 MiB. Samples of more than 1 MiB are skipped.
*/
export function shareSamples({report = () => undefined}: ShareOptions = {}): Follower<SharedSamples> {
	return store => {
		const memory = createDoubleBuffer(maxMessageBytes);
		const publisher = openPublisher(memory);
		const share = (sample: Sample): void => {
			const bytes = encodedSample(sample);
			const isShared = publisher.publish(bytes);
			report(
				'threads',
				isShared
					? undefined
					: `a sample of ${bytes.length} bytes is too large to share; the maximum is ${maxMessageBytes}`,
			);
		};

		const {sample} = store.getState();
		if (sample) {
			share(sample);
		}

		const stop = followSamples(store, share);
		return {
			memory,
			async [Symbol.asyncDispose]() {
				stop();
				publisher.end();
				report('threads', undefined);
			},
		};
	};
}
