import type {Alert, AlertEvent, AlertEventKind} from '../alert.js';
import type {AlertRule} from '../rules/rule.js';
import type {AlertStates} from './alert-states.js';
import type {Episode, SeriesState} from './episode.js';
import {clearedAlert, firingAlert} from './episode-alert.js';
import {missesToNoData} from './judge.js';
import type {Ending} from './message.js';
import type {Observation} from './observe.js';
import {activeSilences, isSilenced} from './silence.js';

/** A longer time between two snapshots is a gap: what was true in it is not known. Longer intervals than that are none. */
const minGapMs = 60_000;

/** One evaluation under way: its times, and what it has found so far. */
export type Turn = {
	/** The evaluation's own time. */
	readonly nowMs: number;
	/** The time since the evaluation before, or one interval after a gap. */
	readonly stepMs: number;
	readonly alerts: readonly Alert[];
	readonly events: readonly AlertEvent[];
	isSilenced(rule: AlertRule, path: string, id: string | undefined): boolean;
	nextId(): string;
	/** Adds the alert of a place, where one is firing. */
	show(state: SeriesState): void;
	tell(kind: AlertEventKind, episode: Episode): void;
	end(episode: Episode, ending: Ending, misses: number): void;
	states(byRule: AlertStates['byRule']): AlertStates;
};

export function createTurn(before: AlertStates, {timestampMs, monotonicMs, intervalMs}: Observation): Turn {
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
		show({episode, misses}) {
			if (episode) {
				alerts.push(firingAlert(episode, marks(episode, misses)));
			}
		},
		tell(kind, episode) {
			const alert = firingAlert(episode, marks(episode, 0));
			record(kind, alert, alert.isSilenced);
		},
		end(episode, ending, misses) {
			// Who heard of the episode hears of its end, and nobody else.
			record('cleared', clearedAlert(episode, ending, marks(episode, misses)), episode.told === undefined);
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
