import type {CollectorHealth} from '../metrics/collector-health.js';
import type {Snapshot} from '../metrics/snapshot.js';

/** Where snapshots come from: this machine, another one, or a recording. Exactly one runs. */
export type Source = {
	readonly kind: 'local' | 'remote' | 'recording';
	/** Yields until `signal` aborts or the source ends. Ends quietly on abort, throws on failure. */
	snapshots(signal: AbortSignal): AsyncIterable<Snapshot>;
	intervalMs(): number;
	/** Takes effect at once. Absent where the pace is not ours to set. */
	setIntervalMs?(intervalMs: number): void;
	health(): readonly CollectorHealth[];
};
