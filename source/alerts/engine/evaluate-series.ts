import {isEventPath} from '../../measurements/event-path.js';
import type {AlertEventKind, AlertLevel, AlertProcess} from '../alert.js';
import {isFindingPath} from '../rules/finding-path.js';
import {type AlertRule, isClear, levelOf} from '../rules/rule.js';
import type {Episode, SeriesState} from './episode.js';

/** Number of initial values that are skipped: the first rates cover the start of this program itself. */
const minReadings = 2;
/** Number of consecutive evaluations without a value after which a metric has no data. */
export const missesToNoData = 3;
/** This many raises within `flappingMs` are flapping. */
const flappingRaises = 3;
export const flappingMs = 600_000;
/** A finding must be absent this long before its alert is cleared: a condition that holds again within is the same one. */
const findingClearMs = 60_000;

export const unknownSeries: SeriesState = {
	readings: 0,
	misses: 0,
	goneAtMs: undefined,
	raisedAtMs: [],
	pending: undefined,
	episode: undefined,
};

/** One value of a series, with everything its evaluation depends on besides the state. */
export type SeriesValue = {
	readonly rule: AlertRule;
	readonly path: string;
	readonly name: string | undefined;
	readonly value: number;
	/** Epoch milliseconds. */
	readonly timestampMs: number;
	/** Evaluation time, which never decreases. */
	readonly nowMs: number;
	/** Milliseconds since the previous evaluation; one interval after a gap. */
	readonly stepMs: number;
	readonly isSilenced: boolean;
	/** Returns the id for a new episode. */
	readonly nextId: () => string;
	readonly topProcesses: () => readonly AlertProcess[];
};

/**
The result of evaluating one value. `change.episode` is the changed episode; a cleared one is no longer part of `state`.
*/
export type SeriesEvaluation = {
	readonly state: SeriesState;
	readonly change: {readonly kind: AlertEventKind; readonly episode: Episode} | undefined;
};

/** Evaluates one value of one series. */
export function evaluateSeries(state: SeriesState, reading: SeriesValue): SeriesEvaluation {
	// Durations do not include gaps.
	const stepMs = state.misses === 0 ? reading.stepMs : 0;
	const present =
		state.misses === 0 && state.goneAtMs === undefined ? state : {...state, misses: 0, goneAtMs: undefined};
	const level = levelOf(reading.rule, reading.value);
	const {metric} = reading.rule;
	if (state.readings < minReadings && !isFindingPath(metric) && !isEventPath(metric)) {
		// A restored alert has no data until its first evaluation after the restart.
		const {misses, pending} = state;
		const skipped = {readings: state.readings + 1, misses, pending: level === undefined ? undefined : pending};
		return {state: {...present, ...skipped}, change: undefined};
	}

	if (state.episode) {
		return evaluateEpisode(present, state.episode, {...reading, stepMs});
	}

	return level === undefined
		? {state: present.pending === undefined ? present : {...present, pending: undefined}, change: undefined}
		: evaluateBreach(present, level, {...reading, stepMs});
}

/** Returns the state after an evaluation without a value: only the gap is counted. */
export function miss(state: SeriesState): SeriesState {
	return state.misses >= missesToNoData && state.goneAtMs === undefined
		? state
		: {...state, misses: Math.min(missesToNoData, state.misses + 1), goneAtMs: undefined};
}

function evaluateBreach(state: SeriesState, level: AlertLevel, reading: SeriesValue): SeriesEvaluation {
	const {rule, path, name, value, timestampMs, nowMs} = reading;
	const heldMs = state.pending ? state.pending.heldMs + reading.stepMs : 0;
	const {sinceMs, brokenAtMs} = state.pending ?? {sinceMs: timestampMs, brokenAtMs: nowMs};
	if (heldMs < rule.forMs) {
		return {state: {...state, pending: {heldMs, sinceMs, brokenAtMs}}, change: undefined};
	}

	const raisedAtMs = [...state.raisedAtMs, nowMs].slice(-flappingRaises);
	const episode: Episode = {
		id: reading.nextId(),
		rule,
		path,
		name,
		level,
		worstLevel: level,
		sinceMs,
		brokenAtMs,
		timestampMs,
		value,
		range: {min: value, max: value, sum: value, count: 1},
		notified: reading.isSilenced ? undefined : {level, atMs: nowMs},
		belowLevelMs: 0,
		clearMs: 0,
		isFlapping: raisedAtMs.length === flappingRaises && nowMs - (raisedAtMs[0] ?? nowMs) <= flappingMs,
		isAcknowledged: false,
		topProcesses: reading.topProcesses(),
	};
	return {state: {...state, raisedAtMs, pending: undefined, episode}, change: {kind: 'raised', episode}};
}

function evaluateEpisode(state: SeriesState, before: Episode, reading: SeriesValue): SeriesEvaluation {
	const {rule, value, timestampMs, nowMs, stepMs, isSilenced} = reading;
	const isFinding = isFindingPath(rule.metric);
	const level = levelOf(rule, value);
	const reachesLevel = level === before.level || level === 'CRITICAL';
	const episode: Episode = {
		...before,
		rule,
		// An absent finding has no sentence.
		name: reading.name ?? before.name,
		timestampMs,
		value,
		range: widened(before.range, value),
		belowLevelMs: reachesLevel ? 0 : before.belowLevelMs + stepMs,
		clearMs: isClear(rule, value) ? before.clearMs + stepMs : 0,
		// The diagnosis may find the processes later than the condition.
		topProcesses: isFinding && before.topProcesses.length === 0 ? reading.topProcesses() : before.topProcesses,
	};

	const minClearMs = Math.max(isFinding ? findingClearMs : 0, episode.isFlapping ? rule.cooldownMs : 0);
	if (isClear(rule, value) && episode.clearMs >= minClearMs) {
		return {state: {...state, episode: undefined}, change: {kind: 'cleared', episode}};
	}

	const notify = (kind: AlertEventKind, changes: Partial<Episode>): SeriesEvaluation => {
		const level = changes.level ?? episode.level;
		const notified = isSilenced ? episode.notified : {level, atMs: nowMs};
		const next = {...episode, ...changes, notified};
		return {state: {...state, episode: next}, change: {kind, episode: next}};
	};
	if (level === 'CRITICAL' && episode.level === 'WARNING') {
		return notify('escalated', {
			level,
			worstLevel: level,
			isAcknowledged: false,
			topProcesses: reading.topProcesses(),
		});
	}

	// A deescalation waits for the cooldown, so that an escalation never has to.
	if (episode.level === 'CRITICAL' && rule.warning !== undefined && episode.belowLevelMs > 0) {
		if (episode.belowLevelMs >= rule.cooldownMs) {
			return notify('deescalated', {level: 'WARNING', belowLevelMs: 0});
		}
	}

	const {notified} = episode;
	const isDue = notified?.level !== episode.level || nowMs - notified.atMs >= rule.cooldownMs;
	if (level === episode.level && isDue && !isSilenced && !episode.isAcknowledged) {
		return notify('repeated', {});
	}

	return {state: {...state, episode}, change: undefined};
}

function widened({min, max, sum, count}: Episode['range'], value: number): Episode['range'] {
	return {min: Math.min(min, value), max: Math.max(max, value), sum: sum + value, count: count + 1};
}
