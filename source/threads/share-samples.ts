import {followSamples} from '../core/follow-samples.js';
import type {Follower} from '../core/follower.js';
import type {ReportProblem} from '../core/problem.js';
import type {Sample} from '../core/sample.js';
import {encodedSample} from '../protocol/messages/encoded-sample.js';
import {createDoubleBuffer, openPublisher} from './double-buffer.js';

/** How to share samples. */
export type ShareOptions = {
	/** Told when a sample is too large to share, and when the next one is not: `monitor.report` shows it. */
	readonly report?: ReportProblem;
};

/** Samples that other threads can read. When it is disposed, the readers hear that nothing else will come. */
export type SharedSamples = AsyncDisposable & {
	/** For `readSamples`: hand it to any number of threads, in `workerData` or with `postMessage`. */
	readonly memory: SharedArrayBuffer;
};

/** No message of the protocol is longer. */
const maxMessageBytes = 2 ** 20;

/**
Lets other threads read the latest sample, as the message of the protocol has it: the list of processes is its top alone.
It is encoded once, however many read it, and nobody who reads can hold up the monitor.

```ts
const shared = monitor.follow(shareSamples({report: monitor.report}));
new Worker('./reader.js', {workerData: shared.memory});

// In reader.js
for await (const {snapshot} of readSamples(workerData).samples()) {
	console.log(known(snapshot.readings.memory)?.usedPercent);
}
```

The memory is 2 MiB, once. A sample of more than 1 MiB is left out.
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
					: `a sample of ${bytes.length} bytes is too large to share: the most is ${maxMessageBytes}`,
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
