import type {MonitorState} from './state.js';
import type {ReadonlyStore} from './store.js';

/**
A function that follows a monitor until its result is disposed, such as the screen, an exporter or alert delivery.
`monitor.follow` starts one.

A custom follower receives the store and returns a disposable:

```ts
const toConsole: Follower = store => {
	const stop = followSamples(store, sample => console.log(sample.snapshot.timestampMs));
	return {
		async [Symbol.asyncDispose]() {
			stop();
		},
	};
};
```

The monitor waits for the work that a follower does synchronously for a sample, so it must be short. Longer work must
run asynchronously, with a bounded queue.
*/
export type Follower<Running extends AsyncDisposable = AsyncDisposable> = (
	store: ReadonlyStore<MonitorState>,
) => Running;
