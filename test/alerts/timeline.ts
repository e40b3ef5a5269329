import type {AlertEvent} from '../../source/alerts/alert.js';
import {type AlertStates, createAlertStates} from '../../source/alerts/engine/alert-states.js';
import {type Evaluation, evaluate} from '../../source/alerts/engine/evaluate.js';
import type {ObservedSeries} from '../../source/alerts/engine/observed-series.js';
import {
	isPending,
	pendingSeries,
	persistedStates,
	restoredStates,
} from '../../source/alerts/engine/persisted-states.js';
import {createRules} from '../../source/alerts/rules/create-rules.js';
import {matchRules, rekeyed} from '../../source/alerts/rules/match-rules.js';
import {parseRule} from '../../source/alerts/rules/parse-rule.js';
import type {AlertRule} from '../../source/alerts/rules/rule.js';
import {startMs} from '../helpers/samples.js';

/** The values that all rules observe: one value, several by path, or `undefined` when the series are unknown. */
export type Seen = number | readonly (readonly [path: string, value: number | undefined])[] | undefined;

export function rulesOf(...texts: readonly string[]): readonly AlertRule[] {
	return createRules(texts.map(parseRule));
}

/** Evaluates successive observations. Without `wall` the wall clock advances with them. */
export function createTimeline(initial: readonly AlertRule[], intervalMs = 1000) {
	let rules = initial;
	let states = createAlertStates('run');
	let elapsedMs = 0;
	let runs = 1;
	let saved: {readonly text: string; readonly atMs: number; readonly states: AlertStates} | undefined;

	/** Saves the states as JSON, as the program does. */
	const save = (): void => {
		saved = {text: JSON.stringify(persistedStates(states, rules)), atMs: elapsedMs, states};
	};

	const see = (seen: Seen, {afterMs = intervalMs, wall}: {afterMs?: number; wall?: number} = {}): Evaluation => {
		elapsedMs += afterMs;
		const seriesOf = (rule: AlertRule): readonly ObservedSeries[] | undefined =>
			typeof seen === 'number'
				? [{path: rule.metric.text, name: undefined, value: seen}]
				: seen?.map(([path, value]) => ({path, name: /^[a-z_]+\[(.*)\]/s.exec(path)?.[1], value}));
		const evaluation = evaluate(
			rules,
			{
				timestampMs: wall ?? startMs + elapsedMs,
				monotonicMs: 5_000_000 + elapsedMs,
				intervalMs,
				series: new Map(rules.map(rule => [rule.id, seriesOf(rule)])),
				processes: undefined,
				isFindingAbsent: () => true,
			},
			states,
		);
		states = evaluation.states;
		const hasRecovered = saved && pendingSeries(saved.states).some(series => !isPending(states, series));
		if (evaluation.events.length > 0 || hasRecovered) {
			save();
		}

		return evaluation;
	};

	return {
		see,
		/** Repeats a value for a duration in seconds. Returns all events. */
		hold: (seen: Seen, seconds: number): readonly AlertEvent[] =>
			Array.from({length: Math.round((seconds * 1000) / intervalMs)}).flatMap(() => see(seen).events),
		/** Adds the first two values, which are not evaluated. */
		skipFirst(seen: Seen): void {
			see(seen);
			see(seen);
		},
		change(update: (before: AlertStates) => AlertStates): void {
			states = update(states);
			save();
		},
		/** Restarts the program after a shutdown or a kill. Only the saved states remain. */
		restart(how: 'restart' | 'kill', afterMs = 0): void {
			if (how === 'restart') {
				save();
			}

			elapsedMs += afterMs;
			runs += 1;
			states = saved
				? restoredStates(JSON.parse(saved.text), {
						rules,
						current: createAlertStates(`run${runs}`),
						elapsedMs: elapsedMs - saved.atMs,
					})
				: createAlertStates(`run${runs}`);
		},
		setRules(next: readonly AlertRule[]): void {
			states = {...states, byRule: rekeyed(states.byRule, matchRules(rules, next))};
			rules = next;
		},
		states: () => states,
		seconds: () => elapsedMs / 1000,
	};
}

/** `raised CRITICAL` */
export function describeEvent({kind, alert, isSilenced}: AlertEvent): string {
	return `${kind} ${alert.level}${isSilenced ? ' (silenced)' : ''}`;
}
