import {type AlertEngine, createAlertEngine} from '../alerts/engine/alert-engine.js';
import {known, type Reading} from '../metrics/reading.js';
import {createHistory, type History, type HistoryLimits} from './history.js';
import type {Problem} from './problem.js';
import type {Sample} from './sample.js';

/** All that followers see. Values that did not change keep their identity from one state to the next. */
export type MonitorState = {
	/** The latest. `undefined` before the first. */
	readonly sample: Sample | undefined;
	/** Includes the latest. The process list is kept in the latest sample only. */
	readonly history: History;
	/** The nominal distance between samples. */
	readonly intervalMs: number;
	readonly problems: readonly Problem[];
	/** The rules, what judging by them remembers, and the latest events. */
	readonly alerts: AlertEngine;
};

export function initialState(
	intervalMs: number,
	limits: HistoryLimits,
	alerts: AlertEngine = createAlertEngine([], ''),
): MonitorState {
	return {sample: undefined, history: createHistory(limits), intervalMs, problems: [], alerts};
}

export function receiveSample(state: MonitorState, sample: Sample): MonitorState {
	return {...state, sample, history: state.history.append(forHistory(sample))};
}

/** The history of another time: what was there is no longer what came before. */
export function restartHistory(state: MonitorState, past: readonly Sample[]): MonitorState {
	return {...state, history: historyOf(past.map(forHistory), state.history.limits)};
}

/**
The history with what else was measured, oldest first: in front of what is there, and where there is a gap. Where there is
none, what is there stays as it is.
*/
export function rememberPast(state: MonitorState, past: readonly Sample[]): MonitorState {
	const present = [...state.history];
	const filled: Sample[] = [];
	let next = 0;
	for (const [index, sample] of present.entries()) {
		const {monotonicMs, intervalMs} = sample.snapshot;
		const before = present[index - 1];
		const gapStartMs = before ? before.snapshot.monotonicMs : Number.NEGATIVE_INFINITY;
		const isGap = monotonicMs - gapStartMs > intervalMs * gapIntervals;
		for (let missing = past[next]; missing && missing.snapshot.monotonicMs < monotonicMs; missing = past[next]) {
			if (isGap && missing.snapshot.monotonicMs > gapStartMs) {
				filled.push(forHistory(missing));
			}

			next += 1;
		}

		filled.push(sample);
	}

	const all = present.length === 0 ? past.map(forHistory) : filled;
	return all.length === present.length ? state : {...state, history: historyOf(all, state.history.limits)};
}

/** Two samples that lie so many intervals apart have something missing in between. */
const gapIntervals = 1.5;

export function changeAlerts(state: MonitorState, alerts: AlertEngine): MonitorState {
	return state.alerts === alerts ? state : {...state, alerts};
}

export function changeInterval(state: MonitorState, intervalMs: number): MonitorState {
	return state.intervalMs === intervalMs ? state : {...state, intervalMs};
}

/** Sets the problem of an area; `undefined` clears it. An unchanged problem keeps its `sinceMs`. */
export function changeProblem(
	state: MonitorState,
	area: string,
	message: string | undefined,
	nowMs: number,
): MonitorState {
	const before = state.problems.find(problem => problem.area === area);
	if (before?.message === message) {
		return state;
	}

	const others = state.problems.filter(problem => problem !== before);
	const problems = message === undefined ? others : [...others, {area, message, sinceMs: before?.sinceMs ?? nowMs}];
	return {...state, problems};
}

function historyOf(samples: readonly Sample[], limits: HistoryLimits): History {
	return samples.reduce((history, sample) => history.append(sample), createHistory(limits));
}

/**
A thousand lists of a thousand processes would be hundreds of megabytes, and so would the counters of many cores; the
counts and shares are all that history needs.
*/
function forHistory(sample: Sample): Sample {
	const {processor, disk_io, processes} = sample.snapshot.readings;
	if (!known(processor)?.counters && !known(disk_io)?.counters && !known(processes)?.list) {
		return sample;
	}

	const readings = {
		...sample.snapshot.readings,
		processor: changed(processor, ({counters: _, ...shares}) => shares),
		disk_io: changed(disk_io, ({counters: _, ...rates}) => rates),
		processes: changed(processes, counts => ({...counts, list: undefined})),
	};
	return {...sample, snapshot: {...sample.snapshot, readings}};
}

function changed<Value>(reading: Reading<Value>, change: (value: Value) => Value): Reading<Value> {
	return reading.state === 'ok' ? {...reading, value: change(reading.value)} : reading;
}
