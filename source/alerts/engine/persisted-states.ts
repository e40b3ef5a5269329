import {parseRulePath, unitOfPath} from '../rules/finding-path.js';
import {goneKey, idOfKey, matchRules} from '../rules/match-rules.js';
import type {AlertRule} from '../rules/rule.js';
import type {AlertStates} from './alert-states.js';
import type {Episode, SeriesState} from './episode.js';
import {flappingMs, missesToNoData, unknownSeries} from './evaluate-series.js';
import {mergedSilences, type Silence} from './silence.js';

/** The part of the evaluation state that survives a restart. It can be stored as JSON. */
export type PersistedStates = {
	/** Evaluation time. */
	readonly nowMs: number;
	/** The rules of `series` at the time of writing: alerts of a rule that was removed must still be cleared. */
	readonly rules: readonly PersistedRule[];
	readonly series: readonly PersistedSeries[];
	readonly silences: readonly Silence[];
};

/** A rule whose metric path is stored as text. */
export type PersistedRule = Omit<AlertRule, 'metric' | 'unit'> & {readonly metric: string};

/** The state of a series that has an alert, a pending alert or recent alerts. */
export type PersistedSeries = Pick<SeriesState, 'raisedAtMs' | 'pending'> & {
	readonly ruleId: string;
	readonly path: string;
	readonly episode: PersistedEpisode | undefined;
};

/** The state of a firing alert. The file has `told` as the key of `Episode.notified`. */
export type PersistedEpisode = Omit<Episode, 'rule' | 'path' | 'notified'> & {readonly told: Episode['notified']};

/** Returns the part of the states that survives a restart. */
export function persistedStates({byRule, nowMs, silences}: AlertStates, rules: readonly AlertRule[]): PersistedStates {
	const current = new Map(rules.map(rule => [rule.id, rule]));
	const used = new Map<string, AlertRule>();
	const series: PersistedSeries[] = [];
	for (const [key, seriesByPath] of byRule) {
		for (const [path, state] of seriesByPath) {
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

/** Returns `undefined` for a series without anything to persist. */
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

	const {rule: _, path: __, notified: told, ...persisted} = episode;
	return {ruleId, path, raisedAtMs, pending, episode: {...persisted, told}};
}

/** A series whose value is past the threshold, but not yet for the `for` duration of its rule. */
export type PendingSeries = {readonly key: string; readonly path: string};

/**
Returns the pending series. The persisted states must be rewritten as soon as one of them is no longer pending: a
restart would otherwise continue its duration.
*/
export function pendingSeries({byRule}: AlertStates): readonly PendingSeries[] {
	return [...byRule].flatMap(([key, seriesByPath]) =>
		[...seriesByPath].flatMap(([path, {pending}]) => (pending ? [{key, path}] : [])),
	);
}

/** Returns whether a series is still pending. */
export function isPending({byRule}: AlertStates, {key, path}: PendingSeries): boolean {
	return byRule.get(key)?.get(path)?.pending !== undefined;
}

/** How persisted states are restored. */
export type RestoreOptions = {
	/** The current rules. */
	readonly rules: readonly AlertRule[];
	/** Milliseconds since the states were persisted. */
	readonly elapsedMs: number;
	/** The states evaluated since the start. Persisted states replace them, series by series. */
	readonly current: AlertStates;
};

/**
Returns the states that continue an evaluation after a restart, possibly with changed rules. Alerts that were firing
have no data until their first value, and, as at any start, the first two values are skipped. A series must be missing
for a whole minute before its alert is cleared, because disks may be mounted late. Alerts of removed rules are cleared
at the next evaluation.
*/
export function restoredStates(persisted: PersistedStates, {rules, elapsedMs, current}: RestoreOptions): AlertStates {
	const oldRules = new Map(persisted.rules.flatMap(rule => restoredRule(rule) ?? []).map(rule => [rule.id, rule]));
	const matches = matchRules([...oldRules.values()], rules);
	const shift = shiftedBy(current.nowMs - persisted.nowMs - Math.max(0, elapsedMs));
	const byRule = new Map([...current.byRule].map(([key, seriesByPath]) => [key, new Map(seriesByPath)]));
	for (const {ruleId, path, ...series} of persisted.series) {
		const rule = matches.get(ruleId) ?? oldRules.get(ruleId);
		if (rule) {
			const key = matches.has(ruleId) ? rule.id : goneKey(ruleId);
			const seriesByPath = byRule.get(key) ?? new Map<string, SeriesState>();
			byRule.set(key, seriesByPath.set(path, restoredSeries(shift(series), rule, path)));
		}
	}

	return {...current, byRule, silences: mergedSilences(persisted.silences, current.silences)};
}

/** Returns `undefined` for a rule whose metric this version does not have. */
function restoredRule({metric: text, ...rule}: PersistedRule): AlertRule | undefined {
	try {
		const metric = parseRulePath(text);
		const unit = unitOfPath(metric);
		return unit && {...rule, metric, unit};
	} catch {
		return undefined;
	}
}

type Times = Omit<PersistedSeries, 'ruleId' | 'path'>;

function restoredSeries({raisedAtMs, pending, episode}: Times, rule: AlertRule, path: string): SeriesState {
	const restored = episode && restoredEpisode(episode, rule, path);
	return {...unknownSeries, misses: missesToNoData, raisedAtMs, pending, episode: restored};
}

function restoredEpisode({told: notified, ...episode}: PersistedEpisode, rule: AlertRule, path: string): Episode {
	return {...episode, notified, rule, path};
}

/** Returns a function that moves times of one evaluation to the clock of another. */
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
