import {parseMetricPath} from '../../measurements/metric-path.js';
import {unitOf} from '../../measurements/numbers.js';
import {goneKey, idOfKey, matchRules} from '../rules/match-rules.js';
import type {AlertRule} from '../rules/rule.js';
import type {AlertStates} from './alert-states.js';
import type {Episode, SeriesState} from './episode.js';
import {flappingMs, missesToNoData, unknownSeries} from './judge.js';
import {mergedSilences, type Silence} from './silence.js';

/** The part of an evaluation that a restart must not lose. JSON can hold it. */
export type PersistedStates = {
	/** The evaluation's own time. */
	readonly nowMs: number;
	/** The rules of `series`, as they were: alerts of a rule that is gone must still end. */
	readonly rules: readonly PersistedRule[];
	readonly series: readonly PersistedSeries[];
	readonly silences: readonly Silence[];
};

/** A rule with the text of its metric path. */
export type PersistedRule = Omit<AlertRule, 'metric' | 'unit'> & {readonly metric: string};

/** One number under a rule that has an alert, a threshold that is broken, or recent alerts. */
export type PersistedSeries = Pick<SeriesState, 'raisedAtMs' | 'pending'> & {
	readonly ruleId: string;
	readonly path: string;
	readonly episode: PersistedEpisode | undefined;
};

/** An alert that fires. */
export type PersistedEpisode = Omit<Episode, 'rule' | 'path'>;

export function persistedStates({byRule, nowMs, silences}: AlertStates, rules: readonly AlertRule[]): PersistedStates {
	const current = new Map(rules.map(rule => [rule.id, rule]));
	const used = new Map<string, AlertRule>();
	const series: PersistedSeries[] = [];
	for (const [key, places] of byRule) {
		for (const [path, state] of places) {
			const one = persistedSeries(idOfKey(key), path, state, nowMs);
			const rule = one && (state.episode?.rule ?? current.get(key));
			if (rule) {
				series.push(one);
				used.set(one.ruleId, current.get(key) ?? rule);
			}
		}
	}

	const persistedRules = [...used.values()].map(({unit: _, metric, ...rule}) => ({...rule, metric: metric.text}));
	return {nowMs, rules: persistedRules, series, silences};
}

/** `undefined` for a series of which there is nothing to persist. */
function persistedSeries(
	ruleId: string,
	path: string,
	{pending, episode, ...state}: SeriesState,
	nowMs: number,
): PersistedSeries | undefined {
	const raisedAtMs = state.raisedAtMs.filter(atMs => nowMs - atMs <= flappingMs);
	if (!episode) {
		return raisedAtMs.length === 0 && !pending ? undefined : {ruleId, path, raisedAtMs, pending, episode};
	}

	const {rule: _, path: __, ...persisted} = episode;
	return {ruleId, path, raisedAtMs, pending, episode: persisted};
}

/** A series whose threshold is broken, but not yet for as long as its rule wants. */
export type PendingSeries = {readonly key: string; readonly path: string};

/** What was persisted of these is wrong as soon as they are no longer pending: a restart would count on. */
export function pendingSeries({byRule}: AlertStates): readonly PendingSeries[] {
	return [...byRule].flatMap(([key, places]) =>
		[...places].flatMap(([path, {pending}]) => (pending ? [{key, path}] : [])),
	);
}

export function isPending({byRule}: AlertStates, {key, path}: PendingSeries): boolean {
	return byRule.get(key)?.get(path)?.pending !== undefined;
}

export type RestoreOptions = {
	/** The rules by which evaluation continues. */
	readonly rules: readonly AlertRule[];
	/** The time since the states were persisted. */
	readonly elapsedMs: number;
	/** What has been evaluated since the start. What was persisted replaces it, series by series. */
	readonly current: AlertStates;
};

/**
Continues an evaluation after a restart, perhaps by other rules. Nothing is known yet: alerts that fired are shown as
without data until their values are back, and, as at any start, the first two values are not evaluated. What no longer
exists must be gone for its whole minute: disks may be mounted late. Alerts of rules that are gone end at the next
evaluation.
*/
export function restoredStates(persisted: PersistedStates, {rules, elapsedMs, current}: RestoreOptions): AlertStates {
	const oldRules = new Map(persisted.rules.flatMap(rule => restoredRule(rule) ?? []).map(rule => [rule.id, rule]));
	const matches = matchRules([...oldRules.values()], rules);
	const shift = shiftedBy(current.nowMs - persisted.nowMs - Math.max(0, elapsedMs));
	const byRule = new Map([...current.byRule].map(([key, places]) => [key, new Map(places)]));
	for (const {ruleId, path, ...series} of persisted.series) {
		const rule = matches.get(ruleId) ?? oldRules.get(ruleId);
		if (rule) {
			const key = matches.has(ruleId) ? rule.id : goneKey(ruleId);
			const places = byRule.get(key) ?? new Map<string, SeriesState>();
			byRule.set(key, places.set(path, restoredSeries(shift(series), rule, path)));
		}
	}

	return {...current, byRule, silences: mergedSilences(persisted.silences, current.silences)};
}

/** `undefined` for a rule of a metric that this version does not have. */
function restoredRule({metric: text, ...rule}: PersistedRule): AlertRule | undefined {
	try {
		const metric = parseMetricPath(text);
		const unit = unitOf(metric.shape);
		return unit && {...rule, metric, unit};
	} catch {
		return undefined;
	}
}

type Times = Omit<PersistedSeries, 'ruleId' | 'path'>;

function restoredSeries({raisedAtMs, pending, episode}: Times, rule: AlertRule, path: string): SeriesState {
	const restored = episode && {...episode, rule, path};
	return {...unknownSeries, misses: missesToNoData, raisedAtMs, pending, episode: restored};
}

/** Moves times of one evaluation to the clock of another. */
function shiftedBy(offsetMs: number): (times: Times) => Times {
	const moved = <Value extends {readonly brokenAtMs: number}>(value: Value): Value => ({
		...value,
		brokenAtMs: value.brokenAtMs + offsetMs,
	});
	return ({raisedAtMs, pending, episode}) => ({
		raisedAtMs: raisedAtMs.map(atMs => atMs + offsetMs),
		pending: pending && moved(pending),
		episode: episode && {
			...moved(episode),
			told: episode.told && {...episode.told, atMs: episode.told.atMs + offsetMs},
		},
	});
}
