import type {Alert} from './alert.js';
import type {Episode} from './episode.js';
import {clearedMessage, type Ending, firingMessage} from './message.js';
import {lesserThreshold, thresholdOf} from './rule.js';
import {componentOf} from './subject.js';

export type AlertMarks = {readonly nowMs: number; readonly isSilenced: boolean; readonly isNoData: boolean};

/** The alert as others see it. */
export function firingAlert(episode: Episode, marks: AlertMarks): Alert {
	const threshold = thresholdOf(episode.rule, episode.level);
	return {...common(episode, marks), level: episode.level, threshold, message: firingMessage(episode, threshold)};
}

/**
Its end. The level is the worst that was reached, so that whoever hears of nothing less hears of the end; the threshold
is the one that is kept again.
*/
export function clearedAlert(episode: Episode, ending: Ending, marks: AlertMarks): Alert {
	const threshold = lesserThreshold(episode.rule);
	return {
		...common(episode, marks),
		level: episode.worstLevel,
		threshold,
		message: clearedMessage(episode, threshold, ending),
	};
}

function common(episode: Episode, {nowMs, isSilenced, isNoData}: AlertMarks) {
	const {rule, range} = episode;
	return {
		id: episode.id,
		ruleId: rule.id,
		timestampMs: episode.timestampMs,
		sinceMs: episode.sinceMs,
		durationMs: nowMs - episode.brokenAtMs,
		component: componentOf(rule.metric),
		metric: episode.path,
		unit: rule.unit,
		value: episode.value,
		range: {min: range.min, mean: range.sum / range.count, max: range.max},
		topProcesses: episode.topProcesses,
		isAcknowledged: episode.isAcknowledged,
		isSilenced,
		isNoData,
		handlers: rule.handlers,
	};
}
