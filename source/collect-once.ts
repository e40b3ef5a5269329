import {createMonitor, type MachineOptions} from './create-monitor.js';
import type {Snapshot} from './metrics/snapshot.js';

/** What to measure, and how long to wait for it. */
export type CollectOptions = Omit<MachineOptions, 'intervalMs' | 'isProcessListWanted'> & {
	/** How long slow metrics are waited for, in milliseconds; what is not known then is absent. @default 3000 */
	readonly timeoutMs?: number;
	/** Gives up when it aborts. */
	readonly signal?: AbortSignal | undefined;
};

/** Rates need two readings. */
const intervalMs = 200;

/**
Measures this machine once, and leaves nothing running. Takes about 0.2 s, for rates and shares need two readings.

Rejects when `signal` aborts. What cannot be measured does not reject: its reading tells why.
*/
export async function collectOnce({timeoutMs = 3000, signal, ...options}: CollectOptions = {}): Promise<Snapshot> {
	signal?.throwIfAborted();
	const monitor = await createMonitor({...options, intervalMs, history: {samples: 1}, rules: []});
	const ending = new AbortController();
	const end = (): void => ending.abort();
	signal?.addEventListener('abort', end, {once: true});
	let firstMs: number | undefined;
	let latest: Snapshot | undefined;
	const stop = monitor.store.subscribe(() => {
		const {sample} = monitor.store.getState();
		if (!sample) {
			return;
		}

		latest = sample.snapshot;
		firstMs ??= latest.monotonicMs;
		if ((sample.sequence > 1 && !isPending(latest)) || latest.monotonicMs - firstMs >= timeoutMs) {
			end();
		}
	});
	try {
		await monitor.run(ending.signal);
	} finally {
		stop();
		signal?.removeEventListener('abort', end);
	}

	signal?.throwIfAborted();
	if (latest === undefined) {
		throw new Error('nothing was measured');
	}

	return latest;
}

function isPending({readings, custom = {}}: Snapshot): boolean {
	return [...Object.values(readings), ...Object.values(custom)].some(({state}) => state === 'pending');
}
