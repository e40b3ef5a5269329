import {amount, type Check, listOf, oneOf, optional, type Shape, shaped, text, truth} from '../../support/shape.js';
import {isAlertLevel, isAlertProcess} from './alert-shape.js';
import type {Episode, PlaceState} from './episode.js';
import {maxSeries} from './evaluate.js';
import type {PersistedEpisode, PersistedRule, PersistedSeries, PersistedStates} from './persisted-states.js';
import {mostSilences, type Silence} from './silence.js';

/** Whether JSON from a file, perhaps of another version or damaged, can be restored: nothing in it is of the future. */
export function isPersistedStates(value: unknown): value is PersistedStates {
	const {nowMs} = (value ?? {}) as {readonly nowMs?: unknown};
	return typeof nowMs === 'number' && shaped(statesShape(nowMs))(value);
}

function statesShape(nowMs: number): Shape<PersistedStates> {
	const past: Check = value => amount(value) && (value as number) <= nowMs;
	const duration: Check = value => amount(value) && (value as number) >= 0;
	const pending: Shape<NonNullable<PlaceState['pending']>> = {heldMs: duration, sinceMs: amount, brokenAtMs: past};
	const told: Shape<NonNullable<Episode['told']>> = {level: isAlertLevel, atMs: past};
	const range: Shape<Episode['range']> = {
		min: amount,
		max: amount,
		sum: amount,
		count: value => amount(value) && (value as number) >= 1,
	};
	const episode: Shape<PersistedEpisode> = {
		id: text,
		name: optional(text),
		level: isAlertLevel,
		worstLevel: isAlertLevel,
		sinceMs: amount,
		brokenAtMs: past,
		timestampMs: amount,
		value: amount,
		range: shaped(range),
		told: optional(shaped(told)),
		belowLevelMs: duration,
		clearMs: duration,
		isFlapping: truth,
		isAcknowledged: truth,
		topProcesses: listOf(isAlertProcess),
	};
	const series: Shape<PersistedSeries> = {
		ruleId: text,
		path: text,
		raisedAtMs: listOf(past),
		pending: optional(shaped(pending)),
		episode: optional(shaped(episode)),
	};
	const rule: Shape<PersistedRule> = {
		id: text,
		metric: text,
		direction: oneOf('above', 'below'),
		warning: optional(amount),
		critical: optional(amount),
		clear: amount,
		forMs: duration,
		cooldownMs: duration,
		isEnabled: truth,
		handlers: listOf(text),
	};
	return {
		nowMs: amount,
		rules: listOf(shaped(rule), maxSeries),
		series: listOf(shaped(series), maxSeries),
		silences: listOf(shaped<Silence>({target: text, untilMs: amount}), mostSilences),
	};
}
