import type {Follower} from '../follower.js';
import type {MonitorState} from '../state.js';
import type {ReadonlyStore} from '../store.js';

/**
Takes what a monitor measures somewhere else. Your own is a function that is given the store, follows it, and returns how
to stop:

```ts
const toConsole: Exporter = store => {
	const stop = followSamples(store, sample => console.log(sample.snapshot.timestampMs));
	return {
		async [Symbol.asyncDispose]() {
			stop();
		},
	};
};
```

What it does for a sample must be quick; what takes time must go on by itself, and must not gather without bound while it
cannot be done. Disposing waits for what is under way.
*/
export type Exporter = Follower;

/** An exporter that can be asked to export at once. */
export type ExporterOnDemand = (store: ReadonlyStore<MonitorState>) => RunningExport;

export type RunningExport = AsyncDisposable & {
	/**
	Exports the latest sample now, whatever the interval. Resolves with the place where it is, rejects with the reason why it
	is nowhere: it then waits and is tried again.
	*/
	exportNow(): Promise<string>;
};
