import type {Reading} from './reading.js';

/** The value of a custom collector: any JSON value. Field names become parts of metric paths. */
export type CustomValue =
	| null
	| boolean
	| number
	| string
	| readonly CustomValue[]
	| {readonly [field: string]: CustomValue};

/**
A custom collector. The value `{length: 3}` of a collector `queue` appears as `snapshot.custom.queue` and has the metric
path `custom.queue.length`.

- A returned value is copied. `undefined` means "not yet".
- A thrown error is displayed as the reason for a missing value, and the collector is called again later. Throw an
  `UnavailableError` for something that this machine does not have.
*/
export type CustomCollector = {
	/** Unique name: lowercase letters, digits and underscores. */
	readonly name: string;
	/** Milliseconds between calls, at least the interval of the monitor. @default at every sample */
	readonly cadenceMs?: number;
	/**
	Timeout of a returned promise, in milliseconds; a late result is discarded. Samples do not wait for it. @default 5000
	*/
	readonly timeoutMs?: number;
	/** Returns the current value. Must not block. `signal` aborts after the timeout and when the monitor ends. */
	collect(signal: AbortSignal): CustomValue | undefined | Promise<CustomValue | undefined>;
	/** Releases resources. Called once, when the monitor ends. */
	[Symbol.dispose]?(): void;
};

/** The readings of custom collectors, by name. */
export type CustomReadings = Readonly<Record<string, Reading<CustomValue>>>;

/** Checks the names of custom collectors. Throws an error when a name is invalid or used twice. */
export function checkCollectorNames(collectors: readonly CustomCollector[]): void {
	const names = new Set<string>();
	for (const {name} of collectors) {
		if (!/^[a-z_0-9]+$/.test(name)) {
			throw new Error(`invalid collector name "${name}"; a name consists of lowercase letters, digits and underscores`);
		}

		if (names.has(name)) {
			throw new Error(`two collectors are named "${name}"`);
		}

		names.add(name);
	}
}
