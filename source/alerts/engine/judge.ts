import type {AlertEventKind, AlertLevel, AlertProcess} from '../alert.js';
import {type AlertRule, isClear, levelOf} from '../rules/rule.js';
import type {Episode, SeriesState} from './episode.js';

/** The first rates after the start are taken over a moment in which this program itself starts. */
const readingsToLearn = 2;
/** Without a value for that many judgements in a row a metric counts as not known. */
export const missesToNoData = 3;
/** That many raises within that time are flapping. */
const flappingRaises = 3;
export const flappingMs = 600_000;

export const unknownSeries: SeriesState = {
	readings: 0,
	misses: 0,
	goneAtMs: undefined,
	raisedAtMs: [],
	pending: undefined,
	episode: undefined,
};

/** One value, and all that judging it depends on besides its state. */
export type JudgedValue = {
	readonly rule: AlertRule;
	readonly path: string;
	readonly name: string | undefined;
	readonly value: number;
	/** Epoch milliseconds. */
	readonly timestampMs: number;
	/** The evaluation's own time, which never goes back. */
	readonly nowMs: number;
	/** The time since the judgement before, or one interval after a gap. */
	readonly stepMs: number;
	readonly isSilenced: boolean;
	/** For an episode that begins. */
	readonly nextId: () => string;
	readonly topProcesses: () => readonly AlertProcess[];
};

/** `episode` is the one that `kind` happened to: the cleared one is no longer in the state. */
export type Judgement = {
	readonly state: SeriesState;
	readonly change: {readonly kind: AlertEventKind; readonly episode: Episode} | undefined;
};

/** What one value does to one place. */
export function judge(state: SeriesState, reading: JudgedValue): Judgement {
	// Nothing is counted across a gap.
	const stepMs = state.misses === 0 ? reading.stepMs : 0;
	const present =
		state.misses === 0 && state.goneAtMs === undefined ? state : {...state, misses: 0, goneAtMs: undefined};
	const level = levelOf(reading.rule, reading.value);
	if (state.readings < readingsToLearn) {
		// An alert that is recalled from before a restart stays without data until it is judged.
		const {misses, pending} = state;
		const learnt = {readings: state.readings + 1, misses, pending: level === undefined ? undefined : pending};
		return {state: {...present, ...learnt}, change: undefined};
	}

	if (state.episode) {
		return judgeEpisode(present, state.episode, {...reading, stepMs});
	}

	return level === undefined
		? {state: present.pending === undefined ? present : {...present, pending: undefined}, change: undefined}
		: judgeBroken(present, level, {...reading, stepMs});
}

/** The same place at a judgement without a value: only the gap is noted. */
export function miss(state: SeriesState): SeriesState {
	return state.misses >= missesToNoData && state.goneAtMs === undefined
		? state
		: {...state, misses: Math.min(missesToNoData, state.misses + 1), goneAtMs: undefined};
}

function judgeBroken(state: SeriesState, level: AlertLevel, reading: JudgedValue): Judgement {
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
		told: reading.isSilenced ? undefined : {level, atMs: nowMs},
		belowLevelMs: 0,
		clearMs: 0,
		isFlapping: raisedAtMs.length === flappingRaises && nowMs - (raisedAtMs[0] ?? nowMs) <= flappingMs,
		isAcknowledged: false,
		topProcesses: reading.topProcesses(),
	};
	return {state: {...state, raisedAtMs, pending: undefined, episode}, change: {kind: 'raised', episode}};
}

function judgeEpisode(state: SeriesState, before: Episode, reading: JudgedValue): Judgement {
	const {rule, value, timestampMs, nowMs, stepMs, isSilenced} = reading;
	const level = levelOf(rule, value);
	const reachesLevel = level === before.level || level === 'CRITICAL';
	const episode: Episode = {
		...before,
		rule,
		timestampMs,
		value,
		range: widened(before.range, value),
		belowLevelMs: reachesLevel ? 0 : before.belowLevelMs + stepMs,
		clearMs: isClear(rule, value) ? before.clearMs + stepMs : 0,
	};

	if (isClear(rule, value) && (!episode.isFlapping || episode.clearMs >= rule.cooldownMs)) {
		return {state: {...state, episode: undefined}, change: {kind: 'cleared', episode}};
	}

	const notify = (kind: AlertEventKind, changes: Partial<Episode>): Judgement => {
		const level = changes.level ?? episode.level;
		const told = isSilenced ? episode.told : {level, atMs: nowMs};
		const notified = {...episode, ...changes, told};
		return {state: {...state, episode: notified}, change: {kind, episode: notified}};
	};
	if (level === 'CRITICAL' && episode.level === 'WARNING') {
		return notify('escalated', {
			level,
			worstLevel: level,
			isAcknowledged: false,
			topProcesses: reading.topProcesses(),
		});
	}

	// A step down waits for the cooldown, so that a step up never has to.
	if (episode.level === 'CRITICAL' && rule.warning !== undefined && episode.belowLevelMs > 0) {
		if (episode.belowLevelMs >= rule.cooldownMs) {
			return notify('deescalated', {level: 'WARNING', belowLevelMs: 0});
		}
	}

	const {told} = episode;
	const isDue = told?.level !== episode.level || nowMs - told.atMs >= rule.cooldownMs;
	if (level === episode.level && isDue && !isSilenced && !episode.isAcknowledged) {
		return notify('repeated', {});
	}

	return {state: {...state, episode}, change: undefined};
}

function widened({min, max, sum, count}: Episode['range'], value: number): Episode['range'] {
	return {min: Math.min(min, value), max: Math.max(max, value), sum: sum + value, count: count + 1};
}
