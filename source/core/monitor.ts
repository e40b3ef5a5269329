import {randomBytes} from 'node:crypto';
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
import {asksForProcesses} from '../alerts/engine/top-processes.js';
import type {AlertRule} from '../alerts/rules/rule.js';
import type {MetricChanges} from '../metrics/metric-settings.js';
import type {CollectorHealth} from '../metrics/schedule/collector-health.js';
import type {Process, Snapshot} from '../metrics/snapshot.js';
import {type Closable, closable} from '../support/closable.js';
import type {Follower} from './follower.js';
import type {HistoryLimits} from './history.js';
import type {ReportProblem} from './problem.js';
import type {Pulse} from './pulse.js';
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

export type SourceMonitorOptions = {
	readonly source: Source;
	readonly history: HistoryLimits;
	/** What to judge every sample by, where the source does not judge itself. @default none */
	readonly rules?: readonly AlertRule[] | undefined;
	/** What an earlier run persisted of its alerts; see `openAlertMemory`. */
	readonly restored?: RestoredAlerts | undefined;
};

/** One source, one store. Everything else follows the store. */
export type Monitor = {
	/** All that is known: the latest sample, the history, the alerts, the problems. */
	readonly store: ReadonlyStore<MonitorState>;
	/** Starts what follows this monitor: delivery, an exporter, your own. It ends when what is returned is closed. */
	follow<Running extends AsyncDisposable>(follower: Follower<Running>): Running & Closable;
	/** Whether `run` was called and has not ended. */
	readonly isRunning: boolean;
	/** What was measured last. `undefined` before the first sample, which has no rates yet. */
	latest(): Snapshot | undefined;
	/**
	Runs until `signal` aborts or the source ends; rejects when the source fails. Without a signal it runs as long as the
	source does, and so does the process. Rejects at once while it runs already.
	*/
	run(signal?: AbortSignal): Promise<void>;
	/** Changes the time between samples, in milliseconds, where the source allows it: not in a recording. */
	setIntervalMs(intervalMs: number): void;
	/**
	Measures other metrics, or the same in another way, from the next sample on; the history stays. What is not named stays
	as it is. Nothing happens where nothing is measured, as in a recording.
	*/
	setMetrics(metrics: MetricChanges): Promise<void>;
	/** Shows a problem in the state and on the screen, or clears it. */
	readonly report: ReportProblem;
	/** Puts samples of an earlier run, oldest first, in front of the history and into its gaps. */
	remember(past: readonly Sample[]): void;
	/**
	Judges by other rules from the next sample on. Alerts of rules whose id is among them go on, those of the others are
	cleared.
	*/
	setRules(rules: readonly AlertRule[]): void;
	/** Continues the alerts that an earlier run, or another program, persisted. Their ids replace those of the same alerts here. */
	restoreAlerts(restored: RestoredAlerts): void;
	/** Nothing is repeated of this alert until its level rises. `false`: there is no such alert, or somebody knows already. */
	acknowledge(id: string): boolean;
	/**
	Nobody is told of an alert, a rule, a metric, a component or, with `*`, of anything until then, in epoch milliseconds.
	What is found is still shown and recorded. A time that is over ends a silence.
	*/
	silence(target: string, untilMs: number): void;
	/** Since when it runs, and how old the latest sample is. */
	pulse(): Pulse;
	/** How every collector is doing: calls, failures, durations. */
	health(): readonly CollectorHealth[];
};

/** A monitor of what this source yields. */
export function monitorSource({source, history, rules = [], restored}: SourceMonitorOptions): Monitor {
	const empty = createAlertEngine(rules, randomBytes(6).toString('hex'));
	const engine = restored ? restoreAlertEngine(empty, restored) : empty;
	const store = createStore(initialState(source.intervalMs(), history, engine));
	const startedAtMs = Date.now();
	const startedMs = performance.now();
	let latestMs: number | undefined;
	let sequence = 0;
	let isRunning = false;

	const runUntil = async (signal: AbortSignal): Promise<void> => {
		for await (const update of source.updates(signal)) {
			sequence += 1;
			latestMs = performance.now();
			const before = store.getState().alerts;
			const judged = judge(before, update);
			const processes = missesProcesses(update, judged) ? await source.sampleProcesses?.(signal) : undefined;
			store.setState(state => {
				const isSettled = processes === undefined && state.alerts === before;
				const received = receiveUpdate(
					state,
					update,
					sequence,
					isSettled ? judged : judge(state.alerts, update, processes),
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
				throw new Error('the monitor runs already; it has one loop');
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
		pulse() {
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

type Judged = ReturnType<typeof evaluateSnapshot>;

function judge(engine: AlertEngine, {snapshot, judgement}: SourceUpdate, processes?: readonly Process[]): Judged {
	return judgement
		? {engine: rememberEvents(engine, judgement.events), ...judgement}
		: evaluateSnapshot(engine, snapshot, processes);
}

/** Whether an alert begins or rises in this update, and the processes behind it were only counted. */
function missesProcesses({snapshot, judgement}: SourceUpdate, {events}: Judged): boolean {
	const {processes} = snapshot.readings;
	const isOnlyCounted = processes.state === 'ok' && processes.value.list === undefined;
	return judgement === undefined && isOnlyCounted && events.some(asksForProcesses);
}

function receiveUpdate(
	state: MonitorState,
	{snapshot, past, missed}: SourceUpdate,
	sequence: number,
	{engine, alerts, events}: Judged,
): MonitorState {
	const sample = {sequence, snapshot, alerts, events};
	const received = receiveSample(past ? restartHistory(state, past) : state, sample);
	const filled = missed ? rememberPast(received, missed) : received;
	return changeProblem(changeAlerts(filled, engine), 'alert rules', unjudgedMessage(engine), snapshot.timestampMs);
}

function unjudgedMessage({unjudged}: AlertEngine): string | undefined {
	return unjudged === 0 ? undefined : `${unjudged} values are not judged: there are too many for the rules`;
}
