import type {MonitorState} from './state.js';
import type {ReadonlyStore} from './store.js';

/**
The screen, an exporter, delivery: anything that follows a monitor until it is disposed. `monitor.follow` starts one.

One of your own is a function that is given the store and returns how to stop:

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

What it does for a sample must be quick: the monitor waits for it. What takes time must go on by itself, and must not
gather without bound while it cannot be done.
*/
export type Follower<Running extends AsyncDisposable = AsyncDisposable> = (
	store: ReadonlyStore<MonitorState>,
) => Running;
