import {
	type AlertEngine,
	acknowledgeAlert,
	changeRules,
	createAlertEngine,
	evaluateSnapshot,
	type RestoredAlerts,
	rememberEvents,
	restoreAlertEngine,
	silenceTarget,
} from '../alerts/engine/alert-engine.js';
import {maxSeries} from '../alerts/engine/evaluate.js';
import type {ObserveOptions} from '../alerts/engine/observe.js';
import {needsProcesses} from '../alerts/engine/top-processes.js';
import type {AlertRule} from '../alerts/rules/rule.js';
import type {Finding} from '../diagnosis/finding.js';
import type {MetricChanges} from '../metrics/metric-settings.js';
import {known} from '../metrics/reading.js';
import type {CollectorHealth} from '../metrics/schedule/collector-health.js';
import type {Snapshot} from '../metrics/snapshot.js';
import {type Closable, closable} from '../support/closable.js';
import {randomId} from '../support/random-id.js';
import {createDiagnostician} from './diagnostician.js';
import type {Follower} from './follower.js';
import type {HistoryLimits} from './history.js';
import type {Liveness} from './liveness.js';
import type {ReportProblem} from './problem.js';
import type {Sample} from './sample.js';
import type {Source, SourceUpdate} from './source.js';
import {
	changeAlerts,
	changeInterval,
	changeProblem,
	initialState,
	type MonitorState,
	receiveSample,
	rememberPast,
	restartHistory,
} from './state.js';
import {createStore, type ReadonlyStore} from './store.js';

/** The options of `monitorSource`. */
export type SourceMonitorOptions = {
	readonly source: Source;
	readonly history: HistoryLimits;
	/** Alert rules for sources that do not evaluate alerts themselves. @default none */
	readonly rules?: readonly AlertRule[] | undefined;
	/** Alert states that an earlier run persisted; see `openAlertMemory`. */
	readonly restored?: RestoredAlerts | undefined;
};

/** A monitor: it reads samples from one source into one store, which followers subscribe to. */
export type Monitor = {
	/** The state of the monitor: the latest sample, the history, the alerts and the problems. */
	readonly store: ReadonlyStore<MonitorState>;
	/** Starts a follower, such as delivery, an exporter or a custom one. Closing the result stops it. */
	follow<Running extends AsyncDisposable>(follower: Follower<Running>): Running & Closable;
	/** Whether `run` was called and has not ended. */
	readonly isRunning: boolean;
	/** Returns the latest snapshot. `undefined` before the first sample; the first snapshot has no rates. */
	latest(): Snapshot | undefined;
	/**
	Runs the monitor until `signal` aborts or the source ends. Rejects when the source fails, and when the monitor is
	already running. Without a signal it runs, and keeps the process alive, until the source ends.
	*/
	run(signal?: AbortSignal): Promise<void>;
	/** Changes the time between samples, in milliseconds. Has no effect on a recording. */
	setIntervalMs(intervalMs: number): void;
	/**
	Changes the settings of metrics from the next sample on. The history and the settings that are not given stay
	unchanged. Has no effect on a source that does not measure, such as a recording.
	*/
	setMetrics(metrics: MetricChanges): Promise<void>;
	/** Sets or clears a problem in the state, which the screen displays. */
	readonly report: ReportProblem;
	/** Inserts samples of an earlier run, oldest first, before the history and into its gaps. */
	remember(past: readonly Sample[]): void;
	/**
	Replaces the alert rules from the next sample on. Rules that match earlier ones keep their alerts; the alerts of
	removed rules are cleared.
	*/
	setRules(rules: readonly AlertRule[]): void;
	/**
	Restores alerts that an earlier run, or another process, persisted. Their ids replace those of the same alerts here.
	*/
	restoreAlerts(restored: RestoredAlerts): void;
	/**
	Acknowledges an alert: its notifications are not repeated until its level rises. Returns `false` if there is no such
	alert or it is already acknowledged.
	*/
	acknowledge(id: string): boolean;
	/**
	Silences an alert, a rule, a metric, a component or, with `*`, everything until a time in epoch milliseconds. Silenced
	alerts are displayed and recorded but not delivered. A time in the past ends the silence.
	*/
	silence(target: string, untilMs: number): void;
	/** Returns since when the monitor runs and how old its latest sample is. */
	liveness(): Liveness;
	/** Returns calls, failures and durations of each collector. */
	health(): readonly CollectorHealth[];
};

/** Returns a monitor of a source. */
export function monitorSource({source, history, rules = [], restored}: SourceMonitorOptions): Monitor {
	const empty = createAlertEngine(rules, randomId());
	const engine = restored ? restoreAlertEngine(empty, restored) : empty;
	const store = createStore(initialState(source.intervalMs(), history, engine));
	const diagnose = createDiagnostician(source.investigate, source.findMissingTools);
	const startedAtMs = Date.now();
	const startedMs = performance.now();
	let latestMs: number | undefined;
	let sequence = 0;
	let isRunning = false;

	const runUntil = async (signal: AbortSignal): Promise<void> => {
		for await (const update of source.updates(signal)) {
			sequence += 1;
			latestMs = performance.now();
			const {alerts: before, history: past} = store.getState();
			const findings = update.findings ?? diagnose(past, update.snapshot, signal);
			const evaluated = evaluateUpdate(before, update, {findings});
			const processes = lacksProcesses(update, evaluated) ? await source.sampleProcesses?.(signal) : undefined;
			store.setState(state => {
				const isSettled = processes === undefined && state.alerts === before;
				const received = receiveUpdate(
					state,
					update,
					sequence,
					isSettled ? evaluated : evaluateUpdate(state.alerts, update, {findings, processes}),
					findings,
				);
				return changeInterval(received, source.intervalMs());
			});
			if (signal.aborted) {
				return;
			}
		}
	};

	return {
		store,
		follow: follower => closable(follower(store)),
		get isRunning() {
			return isRunning;
		},
		latest: () => store.getState().sample?.snapshot,
		async run(signal = new AbortController().signal) {
			if (isRunning) {
				throw new Error('the monitor is already running');
			}

			isRunning = true;
			try {
				await runUntil(signal);
			} finally {
				isRunning = false;
			}
		},
		setIntervalMs(intervalMs) {
			source.setIntervalMs?.(intervalMs);
			store.setState(state => changeInterval(state, source.intervalMs()));
		},
		async setMetrics(metrics) {
			await source.setMetrics?.(metrics);
		},
		report(area, message) {
			store.setState(state => changeProblem(state, area, message, Date.now()));
		},
		remember(past) {
			store.setState(state => rememberPast(state, past));
		},
		setRules(next) {
			store.setState(state => changeAlerts(state, changeRules(state.alerts, next)));
		},
		restoreAlerts(restored) {
			store.setState(state => changeAlerts(state, restoreAlertEngine(state.alerts, restored)));
		},
		acknowledge(id) {
			const before = store.getState().alerts;
			store.setState(state => changeAlerts(state, acknowledgeAlert(state.alerts, id)));
			return store.getState().alerts !== before;
		},
		silence(target, untilMs) {
			store.setState(state => changeAlerts(state, silenceTarget(state.alerts, target, untilMs)));
		},
		liveness() {
			const nowMs = performance.now();
			return {
				isRunning,
				source: source.kind,
				startedAtMs,
				uptimeMs: nowMs - startedMs,
				sampleAgeMs: latestMs === undefined || source.kind === 'recording' ? undefined : nowMs - latestMs,
			};
		},
		health: () => source.health(),
	};
}

type Evaluated = ReturnType<typeof evaluateSnapshot>;

function evaluateUpdate(engine: AlertEngine, {snapshot, evaluation}: SourceUpdate, options: ObserveOptions): Evaluated {
	return evaluation
		? {engine: rememberEvents(engine, evaluation.events), ...evaluation}
		: evaluateSnapshot(engine, snapshot, options);
}

/** Returns whether an alert was raised or escalated in this update while the CPU usage of processes is not known. */
function lacksProcesses({snapshot, evaluation}: SourceUpdate, {events}: Evaluated): boolean {
	const {processes} = snapshot.readings;
	const list = known(processes)?.list;
	const lacksUsage = processes.state === 'ok' && !list?.some(({cpuPercent}) => cpuPercent !== undefined);
	return evaluation === undefined && lacksUsage && events.some(needsProcesses);
}

function receiveUpdate(
	state: MonitorState,
	{snapshot, past, missed}: SourceUpdate,
	sequence: number,
	{engine, alerts, events}: Evaluated,
	findings: readonly Finding[],
): MonitorState {
	const sample = {sequence, snapshot, alerts, events, findings};
	const received = receiveSample(past ? restartHistory(state, past) : state, sample);
	const filled = missed ? rememberPast(received, missed) : received;
	return changeProblem(changeAlerts(filled, engine), 'alert rules', skippedMessage(engine), snapshot.timestampMs);
}

function skippedMessage({skipped}: AlertEngine): string | undefined {
	return skipped === 0 ? undefined : `${skipped} series are not evaluated: the rules match more than ${maxSeries}`;
}
