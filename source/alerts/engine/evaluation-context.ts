import type {Alert, AlertEvent, AlertEventKind} from '../alert.js';
import type {AlertRule} from '../rules/rule.js';
import type {AlertStates} from './alert-states.js';
import type {Episode, SeriesState} from './episode.js';
import {clearedAlert, firingAlert} from './episode-alert.js';
import {missesToNoData} from './evaluate-series.js';
import type {Ending} from './message.js';
import type {Observation} from './observe.js';
import {activeSilences, isSilenced} from './silence.js';

/** Minimum time between two snapshots that counts as a gap. Twice the sampling interval counts if it is longer. */
const minGapMs = 60_000;

/** A running evaluation: its times, and the alerts and events found so far. */
export type EvaluationContext = {
	/** Evaluation time. */
	readonly nowMs: number;
	/** Milliseconds since the previous evaluation; one interval after a gap. */
	readonly stepMs: number;
	readonly alerts: readonly Alert[];
	readonly events: readonly AlertEvent[];
	isSilenced(rule: AlertRule, path: string, id: string | undefined): boolean;
	nextId(): string;
	/** Adds the alert of a series, if one is firing. */
	addAlert(state: SeriesState): void;
	report(kind: AlertEventKind, episode: Episode): void;
	end(episode: Episode, ending: Ending, misses: number): void;
	states(byRule: AlertStates['byRule']): AlertStates;
};

/** Returns the context of an evaluation that continues `before`. */
export function createEvaluationContext(
	before: AlertStates,
	{timestampMs, monotonicMs, intervalMs}: Observation,
): EvaluationContext {
	const elapsedMs = before.monotonicMs === undefined ? 0 : Math.max(0, monotonicMs - before.monotonicMs);
	const nowMs = before.nowMs + elapsedMs;
	const silences = activeSilences(before.silences, timestampMs);
	const alerts: Alert[] = [];
	const events: AlertEvent[] = [];
	let {episodes} = before;

	const isQuiet = (rule: AlertRule, path: string, id: string | undefined): boolean =>
		silences.length > 0 && isSilenced(silences, {rule, path, id});
	const marks = ({rule, path, id}: Episode, misses: number) => ({
		nowMs,
		isSilenced: isQuiet(rule, path, id),
		isNoData: misses >= missesToNoData,
	});
	const record = (kind: AlertEventKind, alert: Alert, isSilenced: boolean): void => {
		const sequence = before.events + events.length + 1;
		events.push({id: `${before.run}.${sequence}`, sequence, kind, alert, isSilenced});
	};

	return {
		nowMs,
		stepMs: elapsedMs < Math.max(minGapMs, intervalMs * 2) ? elapsedMs : intervalMs,
		alerts,
		events,
		isSilenced: isQuiet,
		nextId() {
			episodes += 1;
			return `${before.run}-${episodes}`;
		},
		addAlert({episode, misses}) {
			if (episode) {
				alerts.push(firingAlert(episode, marks(episode, misses)));
			}
		},
		report(kind, episode) {
			const alert = firingAlert(episode, marks(episode, 0));
			record(kind, alert, alert.isSilenced);
		},
		end(episode, ending, misses) {
			// The end is delivered only if the episode was.
			record('cleared', clearedAlert(episode, ending, marks(episode, misses)), episode.notified === undefined);
		},
		states: byRule => ({
			...before,
			episodes,
			events: before.events + events.length,
			monotonicMs,
			nowMs,
			byRule,
			silences,
		}),
	};
}
