import type {Alert} from '../alert.js';
import type {AlertStates} from './alert-states.js';
import type {Episode} from './episode.js';
import {activeSilences, isSilenced} from './silence.js';

/**
Returns the alerts with the acknowledgements and silences of the states. They are in the alerts of the next sample; until
then a user would not see that a key had an effect. Returns `alerts` itself when nothing differs.
*/
export function markedAlerts(
	alerts: readonly Alert[],
	{byRule, silences}: AlertStates,
	nowMs: number,
): readonly Alert[] {
	const episodes = new Map<string, Episode>();
	for (const series of byRule.values()) {
		for (const {episode} of series.values()) {
			if (episode) {
				episodes.set(episode.id, episode);
			}
		}
	}

	const active = activeSilences(silences, nowMs);
	let isChanged = false;
	const marked = alerts.map(alert => {
		const episode = episodes.get(alert.id);
		if (!episode) {
			return alert;
		}

		const marks = {
			isAcknowledged: episode.isAcknowledged,
			isSilenced: isSilenced(active, episode),
		};
		if (marks.isAcknowledged === alert.isAcknowledged && marks.isSilenced === alert.isSilenced) {
			return alert;
		}

		isChanged = true;
		return {...alert, ...marks};
	});
	return isChanged ? marked : alerts;
}

/** Returns whether an alert was raised by an earlier run of the program, whose states were restored. */
export function isOfEarlierRun({id}: Alert, {run, byRule}: AlertStates): boolean {
	return byRule.size > 0 && !id.startsWith(`${run}-`);
}
