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
};

export function initialState(intervalMs: number, limits: HistoryLimits): MonitorState {
	return {sample: undefined, history: createHistory(limits), intervalMs, problems: []};
}

export function receiveSample(state: MonitorState, sample: Sample): MonitorState {
	return {...state, sample, history: state.history.append(withoutProcessList(sample))};
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

/** A thousand lists of a thousand processes would be hundreds of megabytes; the counts are all that history needs. */
function withoutProcessList(sample: Sample): Sample {
	const {processes} = sample.snapshot.readings;
	if (processes.state !== 'ok' || processes.value.list === undefined) {
		return sample;
	}

	const counted = {state: 'ok', value: {...processes.value, list: undefined}} as const;
	return {
		...sample,
		snapshot: {...sample.snapshot, readings: {...sample.snapshot.readings, processes: counted}},
	};
}
