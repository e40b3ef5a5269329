import type {Alert, AlertEvent} from '../alerts/alert.js';
import type {Finding} from '../diagnosis/finding.js';
import type {MetricChanges} from '../metrics/metric-settings.js';
import type {SampleProcesses} from '../metrics/process-sampler.js';
import type {CollectorHealth} from '../metrics/schedule/collector-health.js';
import type {Investigate, Snapshot} from '../metrics/snapshot.js';
import type {Sample} from './sample.js';

/** An update that a source yields. */
export type SourceUpdate = {
	readonly snapshot: Snapshot;
	/**
	Alerts and events evaluated by the source, a remote machine or a recording. They are displayed as they are. Absent
	when this process evaluates the alerts.
	*/
	readonly evaluation?: {readonly alerts: readonly Alert[]; readonly events: readonly AlertEvent[]};
	/** The findings of the source. Absent when this process diagnoses the snapshots. */
	readonly findings?: readonly Finding[] | undefined;
	/** After a jump in time, the samples before this one, oldest first: they replace the history. */
	readonly past?: readonly Sample[];
	/** Samples measured while disconnected and received only now, oldest first: they fill the gaps of the history. */
	readonly missed?: readonly Sample[];
};

/** A source of snapshots: this machine, a remote one, or a recording. */
export type Source = {
	readonly kind: 'local' | 'remote' | 'recording';
	/** Yields updates until `signal` aborts or the source ends. Returns on abort, throws on failure. */
	updates(signal: AbortSignal): AsyncIterable<SourceUpdate>;
	intervalMs(): number;
	/** Changes the interval immediately. Absent when the interval cannot be changed. */
	setIntervalMs?(intervalMs: number): void;
	/** Changes the settings of metrics from the next sample on. Absent when the source does not measure. */
	setMetrics?(metrics: MetricChanges): Promise<void>;
	health(): readonly CollectorHealth[];
	/**
	Lists the processes immediately, for an alert that is raised while they are only counted. Absent when the source does
	not measure.
	*/
	readonly sampleProcesses?: SampleProcesses | undefined;
	/** Answers questions that a diagnosis asks. Absent when the source does not measure. */
	readonly investigate?: Investigate | undefined;
	/** Returns the programs that findings suggest and that this machine lacks. Absent when that is not known. */
	readonly findMissingTools?: (() => Promise<ReadonlySet<string>>) | undefined;
};
