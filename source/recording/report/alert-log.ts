import type {Alert, AlertLevel} from '../../alerts/alert.js';
import type {Sample} from '../../core/sample.js';

/** A recorded alert, from raising to clearing. */
export type RecordedEpisode = {
	readonly id: string;
	readonly component: string;
	readonly metric: string;
	/** The highest level of the alert. */
	readonly level: AlertLevel;
	/** The message at the highest level. */
	readonly message: string;
	/** The time at which the threshold was first violated, in epoch milliseconds. */
	readonly sinceMs: number;
	/** The end of the alert, in epoch milliseconds; `undefined` if it was still firing at the end of the recording. */
	readonly untilMs: number | undefined;
};

export type AlertLog = {
	add(sample: Sample): void;
	/** In the order of their beginnings. */
	episodes(): readonly RecordedEpisode[];
	/** How many there were beyond those that are told. */
	leftOut(): number;
};

/** Collects the alerts of a recording, at most so many of them. */
export function createAlertLog(maximum: number): AlertLog {
	const episodes = new Map<string, RecordedEpisode>();
	const leftOut = new Set<string>();
	let firing: readonly string[] = [];

	const note = (alert: Alert): void => {
		const known = episodes.get(alert.id);
		if (!known && episodes.size >= maximum) {
			// Identifiers alone are small; beyond this many nobody reads the number either.
			if (leftOut.size < 100_000) {
				leftOut.add(alert.id);
			}

			return;
		}

		const isGraver = known?.level === 'WARNING' && alert.level === 'CRITICAL';
		if (!known || isGraver) {
			const {id, component, metric, level, message, sinceMs} = alert;
			episodes.set(id, {id, component, metric, level, message, sinceMs, untilMs: known?.untilMs});
		}
	};

	const end = (id: string, untilMs: number): void => {
		const episode = episodes.get(id);
		if (episode && episode.untilMs === undefined) {
			episodes.set(id, {...episode, untilMs});
		}
	};

	return {
		add({snapshot, alerts, events}) {
			for (const {alert, kind} of events) {
				if (kind !== 'cleared') {
					note(alert);
				}
			}

			for (const alert of alerts) {
				note(alert);
			}

			const now = alerts.map(({id}) => id);
			// Also those whose end was not recorded: the monitor was stopped, say.
			for (const id of firing.filter(before => !now.includes(before))) {
				end(id, snapshot.timestampMs);
			}

			firing = now;
		},
		episodes: () => [...episodes.values()].sort((left, right) => left.sinceMs - right.sinceMs),
		leftOut: () => leftOut.size,
	};
}
