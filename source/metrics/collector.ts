import type {Gaps} from './gaps.js';
import type {MetricName, Metrics} from './snapshot.js';

/**
Thrown by a collector when the machine does not have what it measures, or may not be asked: no value, and no failure
either. The scheduler shows the state and asks again at a slow pace.
*/
export class UnavailableError extends Error {
	override readonly name = 'UnavailableError';

	constructor(
		readonly state: 'unsupported' | 'asleep',
		reason: string,
	) {
		super(reason);
	}
}

/**
Measures one thing. Its previous counters live in its closure: two collectors never share deltas.

- Returning a value makes the reading `ok`; a collector whose value did not change returns the same object.
- Returning `undefined` means "not yet": a rate at its first sample, or rebased after a gap.
- Throwing `UnavailableError` means there is nothing to measure; throwing anything else is a failure with its reason.
*/
export type Collector<Name extends MetricName = MetricName> = {
	readonly name: Name;
	/** How often it wants to run. Never more often than the tick. */
	readonly cadenceMs: number;
	/** After that long an asynchronous call counts as hung: its reading becomes `timeout` and a late result is dropped. */
	readonly timeoutMs: number;
	/** A synchronous collector must not block: a few hundred microseconds at most. */
	collect(signal: AbortSignal): Metrics[Name] | undefined | Promise<Metrics[Name] | undefined>;
	/** Whether the next tick calls it whatever its cadence: more is asked for now than it measured last. */
	isDueNow?(): boolean;
	/** Why parts of the value that was returned last are unknown. */
	gaps?(): Gaps | undefined;
	[Symbol.dispose]?(): void;
};

/** A collector of any metric, for lists. Distributes over the names, so a list element stays exactly typed. */
export type AnyCollector = {[Name in MetricName]: Collector<Name>}[MetricName];

/** Where the kernel's files are, and the clock; tests pass a fixture tree and a hand-moved clock. */
export type Machine = {
	/** Prefix of `/proc`, `/sys` and `/etc`: `''` for this machine, `/host` to watch a host from inside a container. */
	readonly root: string;
	/** Milliseconds, never steps back. */
	monotonicMs(): number;
	/** Epoch milliseconds. */
	nowMs(): number;
};
