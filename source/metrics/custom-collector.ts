import type {Reading} from './reading.js';

/** What a collector of your own may tell: what JSON can hold. Names of fields become parts of metric paths. */
export type CustomValue =
	| null
	| boolean
	| number
	| string
	| readonly CustomValue[]
	| {readonly [field: string]: CustomValue};

/**
Measures something of your own. A collector `queue` that tells `{length: 3}` is `snapshot.custom.queue`, and
`custom.queue.length` as a metric path.

- Returning `undefined` means "not yet". A copy is taken of everything else.
- Throwing means that there is no value, and why; it is shown, and tried again. Throw an `UnavailableError` for what this
  machine does not have.
*/
export type CustomCollector = {
	/** Small letters, digits and underscores. */
	readonly name: string;
	/** Milliseconds from one call to the next. Never more often than the monitor's interval. @default at every sample */
	readonly cadenceMs?: number;
	/** After so many milliseconds a promise counts as hung: a late result is dropped. Samples never wait. @default 5000 */
	readonly timeoutMs?: number;
	/** Must not block. `signal` aborts when the time is up or the monitor ends. */
	collect(signal: AbortSignal): CustomValue | undefined | Promise<CustomValue | undefined>;
	/** Called once, when the monitor ends. */
	[Symbol.dispose]?(): void;
};

/** What collectors of your own tell, by their names. */
export type CustomReadings = Readonly<Record<string, Reading<CustomValue>>>;

/** Throws an error that names the collector and what is wrong with its name. */
export function checkCollectorNames(collectors: readonly CustomCollector[]): void {
	const names = new Set<string>();
	for (const {name} of collectors) {
		if (!/^[a-z_0-9]+$/.test(name)) {
			throw new Error(`a collector cannot be called "${name}": a name is small letters, digits and underscores`);
		}

		if (names.has(name)) {
			throw new Error(`two collectors are called "${name}"`);
		}

		names.add(name);
	}
}
