import type {Alert, AlertEvent} from '../alerts/alert.js';
import type {MetricChanges} from '../metrics/metric-settings.js';
import type {SampleProcesses} from '../metrics/process-sampler.js';
import type {CollectorHealth} from '../metrics/schedule/collector-health.js';
import type {Snapshot} from '../metrics/snapshot.js';
import type {Sample} from './sample.js';

/** What a source yields each time. */
export type SourceUpdate = {
	readonly snapshot: Snapshot;
	/**
	What was found where the snapshot comes from, another machine or a recording: it is shown as it is, and nothing is
	judged again. Absent where judging is up to us.
	*/
	readonly judgement?: {readonly alerts: readonly Alert[]; readonly events: readonly AlertEvent[]};
	/** After a jump in time, the samples that lead up to this one, oldest first: the history begins anew with them. */
	readonly past?: readonly Sample[];
	/** What was measured while nobody listened and became known only now, oldest first: it fills the gaps of the history. */
	readonly missed?: readonly Sample[];
};

/** Where snapshots come from: this machine, another one, or a recording. Exactly one runs. */
export type Source = {
	readonly kind: 'local' | 'remote' | 'recording';
	/** Yields until `signal` aborts or the source ends. Ends quietly on abort, throws on failure. */
	updates(signal: AbortSignal): AsyncIterable<SourceUpdate>;
	intervalMs(): number;
	/** Takes effect at once. Absent where the pace is not ours to set. */
	setIntervalMs?(intervalMs: number): void;
	/** Measures other metrics, or the same in another way, from the next sample on. Absent where nothing is measured. */
	setMetrics?(metrics: MetricChanges): Promise<void>;
	health(): readonly CollectorHealth[];
	/** Lists the processes now, for an alert that is raised while nobody looks at them. Absent where they are not ours. */
	readonly sampleProcesses?: SampleProcesses | undefined;
};
