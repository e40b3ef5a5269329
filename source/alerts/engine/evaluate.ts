import type {Alert, AlertEvent} from '../alert.js';
import {absentRank, isFindingPath} from '../rules/finding-path.js';
import type {AlertRule} from '../rules/rule.js';
import {componentOf} from '../rules/subject.js';
import type {AlertStates} from './alert-states.js';
import type {SeriesState} from './episode.js';
import {evaluateSeries, flappingMs, miss, unknownSeries} from './evaluate-series.js';
import {createEvaluationContext, type EvaluationContext} from './evaluation-context.js';
import type {Observation} from './observe.js';
import {culpritProcesses} from './observe-findings.js';
import type {ObservedSeries} from './observed-series.js';
import {topProcesses} from './top-processes.js';

/** A series must be missing this long before its alert is cleared: shorter gaps are remounts or driver restarts. */
const minMissingMs = 60_000;
/**
Maximum number of series that all rules evaluate together. It also limits the persisted states and the notification log.
*/
export const maxSeries = 4096;

/** The result of evaluating the rules against one observation. */
export type Evaluation = {
	readonly states: AlertStates;
	/** The firing alerts, in the order of the rules and of the message. */
	readonly alerts: readonly Alert[];
	/** The state changes in the same order, followed by those of removed rules. */
	readonly events: readonly AlertEvent[];
	/** Number of series that are not evaluated, because there are more than `maxSeries`. */
	readonly skipped: number;
};

type SeriesByPath = ReadonlyMap<string, SeriesState>;

const noSeries: SeriesByPath = new Map();

/**
Evaluates the rules against an observation. The function is pure: it has no clock and no I/O. The time comes with the
observation and the earlier state with `before`. A rule gives each series at most one level, and at most one event per
evaluation.

- An alert is raised when the value was past the threshold at every evaluation for `forMs`. Evaluations without a value,
  and gaps of a minute or more between snapshots, do not count and do not restart the duration. The first two values of
  a series are skipped.
- A rise to CRITICAL is reported immediately. A return to WARNING is reported after a whole cooldown without CRITICAL,
  so that no level of an episode is reported twice within one cooldown.
- An alert is repeated after the cooldown while the value is past the threshold, unless it is acknowledged or silenced.
- An alert is cleared when a value reaches `clear`. After three raises within ten minutes the value must stay there for
  a whole cooldown. A missing value never clears an alert. An alert is also cleared when its series is missing for a
  minute (an unmounted disk, a lost GPU, a disabled metric) or its rule is removed.
- An alert of a finding is cleared when the finding is absent, or less severe than the rule requires, for a minute.
*/
export function evaluate(rules: readonly AlertRule[], observation: Observation, before: AlertStates): Evaluation {
	const context = createEvaluationContext(before, observation);
	const byRule = new Map<string, SeriesByPath>();
	let room = maxSeries - [...before.byRule.values()].reduce((sum, {size}) => sum + size, 0);
	let skipped = 0;

	for (const rule of rules.filter(({isEnabled}) => isEnabled)) {
		const known = before.byRule.get(rule.id) ?? noSeries;
		const observed = observation.series.get(rule.id);
		const after = new Map<string, SeriesState>();
		for (const series of observed ?? []) {
			const state = known.get(series.path);
			if (series.isCovered && !state?.episode) {
				continue;
			}

			if (!state && room <= 0) {
				skipped += 1;
				continue;
			}

			room -= state ? 0 : 1;
			after.set(series.path, evaluateObserved(context, rule, series, state ?? unknownSeries, observation));
		}

		for (const [path, state] of known) {
			const next = after.has(path)
				? undefined
				: !observed
					? miss(state)
					: isFindingPath(rule.metric)
						? evaluateAbsent(context, rule, path, state, observation)
						: markMissing(context, state);
			if (next) {
				after.set(path, next);
			}
		}

		for (const state of after.values()) {
			context.addAlert(state);
		}

		byRule.set(rule.id, after);
	}

	for (const [id, seriesByPath] of before.byRule) {
		if (!byRule.has(id)) {
			for (const {episode, misses} of seriesByPath.values()) {
				if (episode) {
					context.end(episode, 'dropped', misses);
				}
			}
		}
	}

	const {alerts, events} = context;
	return {states: context.states(byRule), alerts, events, skipped};
}

function evaluateObserved(
	context: EvaluationContext,
	rule: AlertRule,
	{path, name, value, finding}: ObservedSeries,
	before: SeriesState,
	{timestampMs, processes}: Observation,
): SeriesState {
	if (value === undefined) {
		return miss(before);
	}

	const {state, change} = evaluateSeries(before, {
		rule,
		path,
		name,
		value,
		timestampMs,
		nowMs: context.nowMs,
		stepMs: context.stepMs,
		isSilenced: context.isSilenced(rule, path, before.episode?.id),
		nextId: context.nextId,
		topProcesses: () =>
			isFindingPath(rule.metric)
				? finding
					? culpritProcesses(finding, processes)
					: []
				: topProcesses({component: componentOf(rule.metric, path), metric: path}, processes),
	});
	if (change?.kind === 'cleared') {
		context.end(change.episode, 'recovered', 0);
	} else if (change) {
		context.report(change.kind, change.episode);
	}

	return state;
}

/**
Returns the state of a finding that is not listed, or `undefined` when there is nothing left to remember. Its value is that of
an absent finding if everything that it is computed from is measured. After a gap the diagnosis needs some time until it finds
it again: until then the series counts as missing.
*/
function evaluateAbsent(
	context: EvaluationContext,
	rule: AlertRule,
	path: string,
	before: SeriesState,
	observation: Observation,
): SeriesState | undefined {
	if (!observation.isFindingAbsent(path)) {
		return miss(before);
	}

	if (before.misses > 0) {
		return markMissing(context, before);
	}

	const absent = {path, name: undefined, value: absentRank};
	const state = evaluateObserved(context, rule, absent, before, observation);
	const isFlapping = state.raisedAtMs.some(atMs => context.nowMs - atMs <= flappingMs);
	return state.episode || isFlapping ? state : undefined;
}

/**
Returns the state of a series that is missing, or `undefined` when it has been missing for long enough to be removed.
*/
function markMissing(context: EvaluationContext, before: SeriesState): SeriesState | undefined {
	const goneAtMs = before.goneAtMs ?? context.nowMs;
	if (context.nowMs - goneAtMs < minMissingMs) {
		return {...miss(before), goneAtMs};
	}

	if (before.episode) {
		context.end(before.episode, 'gone', before.misses);
	}

	return undefined;
}
