import type {Alert, AlertLevel} from '../alert.js';
import {lowerThreshold, thresholdOf} from '../rules/rule.js';
import {componentOf} from '../rules/subject.js';
import type {Episode} from './episode.js';
import {clearedMessage, type Ending, firingMessage} from './message.js';

/** Properties of an alert that are not part of its episode. */
export type AlertMarks = {readonly nowMs: number; readonly isSilenced: boolean; readonly isNoData: boolean};

/** Returns the alert of an episode that is firing. */
export function firingAlert(episode: Episode, marks: AlertMarks): Alert {
	const threshold = thresholdOf(episode.rule, episode.level);
	return alertOf(episode, episode.level, threshold, firingMessage(episode, threshold), marks);
}

/**
Returns the alert of an episode that has ended. Its level is the highest level reached, so that handlers that filter by
level also receive the end. Its threshold is the lower one.
*/
export function clearedAlert(episode: Episode, ending: Ending, marks: AlertMarks): Alert {
	const threshold = lowerThreshold(episode.rule);
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
		component: componentOf(rule.metric, path),
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
