import type {Gaps} from './gaps.js';
import type {MetricName, Metrics, Readings} from './snapshot.js';

/**
An error that a collector throws when the machine does not have what it measures, or does not permit measuring it. The
metric then has no value, but this does not count as a failure. The scheduler retries at a low rate.
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
A collector measures one metric. It keeps its previous counters in its closure.

- A returned value makes the reading `ok`. A collector whose value did not change returns the same object.
- `undefined` means "not yet": a rate in the first sample or after a gap.
- A thrown `UnavailableError` means that there is nothing to measure. Any other error is a failure with a reason.
*/
export type Collector<Name extends MetricName = MetricName> = {
	readonly name: Name;
	/** Milliseconds between calls. It is not called more often than the tick. */
	readonly cadenceMs: number;
	/**
	Timeout of an asynchronous call, in milliseconds. After it the reading is `timeout` and a late result is discarded.
	*/
	readonly timeoutMs: number;
	/** Measures the metric. A synchronous collector must not block for more than a few hundred microseconds. */
	collect(signal: AbortSignal): Metrics[Name] | undefined | Promise<Metrics[Name] | undefined>;
	/**
	Returns whether the next tick calls it regardless of its cadence, because more is requested than it measured last.
	*/
	isDueNow?(): boolean;
	/**
	Takes the readings of the previous tick, for a collector that compares them. It is called at each tick before `collect`.
	*/
	observe?(readings: Readings): void;
	/** Returns why parts of the latest value are unknown. */
	gaps?(): Gaps | undefined;
	[Symbol.dispose]?(): void;
};

/** A collector of any metric, for lists. */
export type AnyCollector = {[Name in MetricName]: Collector<Name>}[MetricName];

/** The location of the kernel's files, and the clock. Tests replace both. */
export type Machine = {
	/**
	Prefix of `/proc`, `/sys` and `/etc`: `''` for this machine, for example `/host` to monitor a host from a container.
	*/
	readonly root: string;
	/** Returns the monotonic time in milliseconds. */
	monotonicMs(): number;
	/** Returns the wall-clock time in epoch milliseconds. */
	nowMs(): number;
	/** Returns the owner of a process. Absent where it is the owner of its directory in `/proc`. */
	uidOf?(pid: number): number | undefined;
};
