import type {Alert, AlertLevel} from '../alert.js';
import {lesserThreshold, thresholdOf} from '../rules/rule.js';
import {componentOf} from '../rules/subject.js';
import type {Episode} from './episode.js';
import {clearedMessage, type Ending, firingMessage} from './message.js';

export type AlertMarks = {readonly nowMs: number; readonly isSilenced: boolean; readonly isNoData: boolean};

/** The alert as others see it. */
export function firingAlert(episode: Episode, marks: AlertMarks): Alert {
	const threshold = thresholdOf(episode.rule, episode.level);
	return alertOf(episode, episode.level, threshold, firingMessage(episode, threshold), marks);
}

/**
Its end. The level is the worst that was reached, so that whoever hears of nothing less hears of the end; the threshold
is the one that is kept again.
*/
export function clearedAlert(episode: Episode, ending: Ending, marks: AlertMarks): Alert {
	const threshold = lesserThreshold(episode.rule);
	return alertOf(episode, episode.worstLevel, threshold, clearedMessage(episode, threshold, ending), marks);
}

function alertOf(
	{id, rule, path, sinceMs, brokenAtMs, timestampMs, value, range, topProcesses, isAcknowledged}: Episode,
	level: AlertLevel,
	threshold: number,
	message: string,
	{nowMs, isSilenced, isNoData}: AlertMarks,
): Alert {
	return {
		id,
		ruleId: rule.id,
		timestampMs,
		sinceMs,
		durationMs: Math.round(nowMs - brokenAtMs),
		component: componentOf(rule.metric),
		metric: path,
		unit: rule.unit,
		value,
		threshold,
		level,
		message,
		range: {min: range.min, mean: Math.round((range.sum / range.count) * 100) / 100, max: range.max},
		topProcesses,
		isAcknowledged,
		isSilenced,
		isNoData,
		handlers: rule.handlers,
	};
}
