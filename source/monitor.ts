import type {HistoryLimits} from './history.js';
import type {CollectorHealth} from './metrics/collector-health.js';
import type {ReportProblem} from './problem.js';
import type {Sample} from './sample.js';
import type {Source} from './sources/source.js';
import {
	changeInterval,
	changeProblem,
	initialState,
	type MonitorState,
	receiveSample,
	rememberPast,
	restartHistory,
} from './state.js';
import {createStore, type ReadonlyStore} from './store.js';

export type MonitorOptions = {
	readonly source: Source;
	readonly history: HistoryLimits;
};

/** One source, one store. Everything else follows the store. */
export type Monitor = {
	readonly store: ReadonlyStore<MonitorState>;
	/** Runs until `signal` aborts or the source ends; rejects when the source fails. */
	run(signal: AbortSignal): Promise<void>;
	/** Changes the distance between samples, where the source allows it. */
	setIntervalMs(intervalMs: number): void;
	/** Shows or clears a problem. The store's only other writer is the loop. */
	readonly report: ReportProblem;
	/** Puts samples of an earlier run, oldest first, in front of the history. */
	remember(past: readonly Sample[]): void;
	health(): readonly CollectorHealth[];
};

export function createMonitor({source, history}: MonitorOptions): Monitor {
	const store = createStore(initialState(source.intervalMs(), history));
	let sequence = 0;

	return {
		store,
		async run(signal) {
			for await (const {snapshot, judgement, past} of source.turns(signal)) {
				sequence += 1;
				const {alerts, events} = judgement ?? {alerts: [], events: []};
				const sample = {sequence, snapshot, alerts, events};
				store.setState(state => receiveSample(past ? restartHistory(state, past) : state, sample));
				if (signal.aborted) {
					return;
				}
			}
		},
		setIntervalMs(intervalMs) {
			source.setIntervalMs?.(intervalMs);
			store.setState(state => changeInterval(state, source.intervalMs()));
		},
		report(area, message) {
			store.setState(state => changeProblem(state, area, message, Date.now()));
		},
		remember(past) {
			store.setState(state => rememberPast(state, past));
		},
		health: () => source.health(),
	};
}
