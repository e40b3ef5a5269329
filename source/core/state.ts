import {type AlertEngine, createAlertEngine} from '../alerts/engine/alert-engine.js';
import {known, type Reading} from '../metrics/reading.js';
import {worstGroups} from '../metrics/values/worst-groups.js';
import {createHistory, type History, type HistoryLimits} from './history.js';
import type {Problem} from './problem.js';
import type {Sample} from './sample.js';

/** The state that followers see. Unchanged values keep their identity from one state to the next. */
export type MonitorState = {
	/** The latest sample. `undefined` before the first one. */
	readonly sample: Sample | undefined;
	/** The history, including the latest sample. Only the latest sample has a process list. */
	readonly history: History;
	/** Nominal time between samples. */
	readonly intervalMs: number;
	readonly problems: readonly Problem[];
	/** The alert rules with their evaluation state and latest events. */
	readonly alerts: AlertEngine;
};

/** Returns the state before the first sample. */
export function initialState(
	intervalMs: number,
	limits: HistoryLimits,
	alerts: AlertEngine = createAlertEngine([], ''),
): MonitorState {
	return {sample: undefined, history: createHistory(limits), intervalMs, problems: [], alerts};
}

/** Returns the state with a new sample. */
export function receiveSample(state: MonitorState, sample: Sample): MonitorState {
	return {...state, sample, history: state.history.append(forHistory(sample))};
}

/** Returns the state with `past` as its history, after a jump in time. */
export function restartHistory(state: MonitorState, past: readonly Sample[]): MonitorState {
	return {...state, history: historyOf(past.map(forHistory), state.history.limits)};
}

/**
Returns the state with earlier samples, oldest first, inserted before the history and into its gaps. Samples outside of
gaps are ignored.
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

/** Minimum distance of two samples, in intervals, that counts as a gap. */
const gapIntervals = 1.5;

/** Returns the state with another alert engine. */
export function changeAlerts(state: MonitorState, alerts: AlertEngine): MonitorState {
	return state.alerts === alerts ? state : {...state, alerts};
}

/** Returns the state with another interval. */
export function changeInterval(state: MonitorState, intervalMs: number): MonitorState {
	return state.intervalMs === intervalMs ? state : {...state, intervalMs};
}

/**
Returns the state with the problem of an area set, or cleared when `message` is `undefined`. An area that already has a
problem keeps its `sinceMs`.
*/
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
Returns a sample without its process list and counters, and with the worst control groups only: for a thousand samples they
would take hundreds of megabytes, and the history needs only counts and shares.
*/
function forHistory(sample: Sample): Sample {
	const {processor, disk_io, sockets, processes, groups} = sample.snapshot.readings;
	const counted = [known(processor), known(disk_io), known(sockets)];
	const allGroups = known(groups);
	const isShort = !allGroups || worstGroups(allGroups) === allGroups;
	if (!counted.some(value => value?.counters) && !known(processes)?.list && isShort) {
		return sample;
	}

	const readings = {
		...sample.snapshot.readings,
		processor: changed(processor, ({counters: _, ...shares}) => shares),
		disk_io: changed(disk_io, ({counters: _, ...rates}) => rates),
		sockets: changed(sockets, ({counters: _, ...rates}) => rates),
		processes: changed(processes, counts => ({...counts, list: undefined})),
		groups: isShort ? groups : changed(groups, worstGroups),
	};
	return {...sample, snapshot: {...sample.snapshot, readings}};
}

function changed<Value>(reading: Reading<Value>, change: (value: Value) => Value): Reading<Value> {
	return reading.state === 'ok' ? {...reading, value: change(reading.value)} : reading;
}
