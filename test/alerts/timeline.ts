import type {AlertEvent} from '../../source/alerts/alert.js';
import {type AlertStates, createAlertStates} from '../../source/alerts/alert-states.js';
import {createRules} from '../../source/alerts/create-rules.js';
import {type Evaluation, evaluate} from '../../source/alerts/evaluate.js';
import type {ObservedPlace} from '../../source/alerts/observe.js';
import {parseRule} from '../../source/alerts/parse-rule.js';
import type {AlertRule} from '../../source/alerts/rule.js';
import {startMs} from '../helpers/samples.js';

/** What every rule observes at one moment: one value, several by path, or `undefined` when not even the places are known. */
export type Seen = number | readonly (readonly [path: string, value: number | undefined])[] | undefined;

export function rulesOf(...texts: readonly string[]): readonly AlertRule[] {
	return createRules(texts.map(parseRule));
}

/** Evaluates one observation after the other. Without `wall` the wall clock goes along. */
export function createTimeline(initial: readonly AlertRule[], intervalMs = 1000) {
	let rules = initial;
	let states = createAlertStates('run');
	let elapsedMs = 0;

	const see = (seen: Seen, {afterMs = intervalMs, wall}: {afterMs?: number; wall?: number} = {}): Evaluation => {
		elapsedMs += afterMs;
		const placesOf = (rule: AlertRule): readonly ObservedPlace[] | undefined =>
			typeof seen === 'number'
				? [{path: rule.metric.text, name: undefined, value: seen}]
				: seen?.map(([path, value]) => ({path, name: /^[a-z_]+\[(.*)\]/s.exec(path)?.[1], value}));
		const evaluation = evaluate(
			rules,
			{
				timestampMs: wall ?? startMs + elapsedMs,
				monotonicMs: 5_000_000 + elapsedMs,
				intervalMs,
				places: new Map(rules.map(rule => [rule.id, placesOf(rule)])),
				processes: undefined,
			},
			states,
		);
		states = evaluation.states;
		return evaluation;
	};

	return {
		see,
		/** The same value again and again, for that long; returns all events. */
		hold: (seen: Seen, seconds: number): readonly AlertEvent[] =>
			Array.from({length: Math.round((seconds * 1000) / intervalMs)}).flatMap(() => see(seen).events),
		/** The two values that are not judged. */
		learn(seen: Seen): void {
			see(seen);
			see(seen);
		},
		change(update: (before: AlertStates) => AlertStates): void {
			states = update(states);
		},
		setRules(next: readonly AlertRule[]): void {
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
