import {createMonitor, type MachineOptions} from './create-monitor.js';
import type {Snapshot} from './metrics/snapshot.js';

/** Options of `collectOnce`. All are optional. */
export type CollectOptions = Omit<
	MachineOptions,
	'intervalMs' | 'isProcessListRequested' | 'isLightProcessListRequested' | 'shownPids'
> & {
	/** Maximum time to wait for slow metrics, in milliseconds. Metrics that are still pending then are absent. @default 3000 */
	readonly timeoutMs?: number;
	/** Cancels the measurement when it aborts. */
	readonly signal?: AbortSignal | undefined;
};

/** Time between the two readings that rates require. */
const intervalMs = 200;

/**
Measures this machine once. Takes about 0.2 s, as rates and shares require two readings. Nothing keeps running afterwards.

Rejects when `signal` aborts. A metric that cannot be measured does not reject: its reading contains the reason.
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
