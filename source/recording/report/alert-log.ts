import type {Alert, AlertLevel} from '../../alerts/alert.js';
import type {Sample} from '../../core/sample.js';

/** An alert in a recording. */
export type RecordedEpisode = {
	readonly id: string;
	readonly component: string;
	readonly metric: string;
	/** Highest level. */
	readonly level: AlertLevel;
	/** Message at the highest level. */
	readonly message: string;
	/** The time at which the threshold was first violated, in epoch milliseconds. */
	readonly sinceMs: number;
	/** End; `undefined` when it was still firing at the end of the recording. */
	readonly untilMs: number | undefined;
};

/** A collection of the alerts of a recording. */
export type AlertLog = {
	add(sample: Sample): void;
	/** Returns the alerts in order of their start. */
	episodes(): readonly RecordedEpisode[];
	/** Returns the number of alerts that were omitted. */
	leftOut(): number;
};

/** Returns an empty collection of at most `maximum` alerts. */
export function createAlertLog(maximum: number): AlertLog {
	const episodes = new Map<string, RecordedEpisode>();
	const leftOut = new Set<string>();
	let firing: readonly string[] = [];

	const note = (alert: Alert): void => {
		const known = episodes.get(alert.id);
		if (!known && episodes.size >= maximum) {
			// The ids are small, but their number is limited too.
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
			// This includes alerts whose end was not recorded, for example because the monitor was stopped.
			for (const id of firing.filter(before => !now.includes(before))) {
				end(id, snapshot.timestampMs);
			}

			firing = now;
		},
		episodes: () => [...episodes.values()].sort((left, right) => left.sinceMs - right.sinceMs),
		leftOut: () => leftOut.size,
	};
}
