import {fieldsOf} from '../../support/fields.js';
import {choice, flag, list, number, object, optional, type Reader, text, where} from '../../support/reader.js';
import {anAlertLevel, anAlertProcess} from './alert-shape.js';
import type {Episode, SeriesState} from './episode.js';
import {maxSeries} from './evaluate.js';
import type {PersistedEpisode, PersistedRule, PersistedSeries, PersistedStates} from './persisted-states.js';
import {maxSilences, type Silence} from './silence.js';

/**
Reads persisted states from a file, which may be damaged or written by another version. Times in the future are
rejected.
*/
export const thePersistedStates: Reader<PersistedStates> = {
	allowed: 'an object',
	read: value => statesUntil(fieldsOf(value)?.nowMs).read(value),
};

function statesUntil(nowMs: unknown): Reader<PersistedStates> {
	const past = where(number, value => typeof nowMs === 'number' && value <= nowMs, 'a time in the past');
	const duration = where(number, value => value >= 0, 'a duration');
	const pending = object<NonNullable<SeriesState['pending']>>({heldMs: duration, sinceMs: number, brokenAtMs: past});
	const episode = object<PersistedEpisode>({
		id: text,
		name: optional(text),
		level: anAlertLevel,
		worstLevel: anAlertLevel,
		sinceMs: number,
		brokenAtMs: past,
		timestampMs: number,
		value: number,
		range: object<Episode['range']>({
			min: number,
			max: number,
			sum: number,
			count: where(number, value => value >= 1, 'at least 1'),
		}),
		told: optional(object<NonNullable<Episode['notified']>>({level: anAlertLevel, atMs: past})),
		belowLevelMs: duration,
		clearMs: duration,
		isFlapping: flag,
		isAcknowledged: flag,
		topProcesses: list(anAlertProcess),
	});
	const series = object<PersistedSeries>({
		ruleId: text,
		path: text,
		raisedAtMs: list(past),
		pending: optional(pending),
		episode: optional(episode),
	});
	const rule = object<PersistedRule>({
		id: text,
		metric: text,
		direction: choice(['above', 'below']),
		warning: optional(number),
		critical: optional(number),
		clear: number,
		forMs: duration,
		cooldownMs: duration,
		isEnabled: flag,
		handlers: list(text),
	});
	return object<PersistedStates>({
		nowMs: number,
		rules: list(rule, maxSeries),
		series: list(series, maxSeries),
		silences: list(object<Silence>({target: text, untilMs: number}), maxSilences),
	});
}
