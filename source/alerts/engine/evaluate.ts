import type {Alert, AlertEvent} from '../alert.js';
import type {AlertRule} from '../rules/rule.js';
import {componentOf} from '../rules/subject.js';
import type {AlertStates} from './alert-states.js';
import type {SeriesState} from './episode.js';
import {judge, miss, unknownSeries} from './judge.js';
import type {Observation, ObservedPlace} from './observe.js';
import {topProcesses} from './top-processes.js';
import {createTurn, type Turn} from './turn.js';

/** How long something must have been gone before its alert ends: less is a remount or a driver that starts again. */
const goneAfterMs = 60_000;
/** How many numbers are evaluated, of all rules together. What is persisted and who was notified is bounded by it too. */
export const maxSeries = 4096;

export type Evaluation = {
	readonly states: AlertStates;
	/** Firing now, in the order of the rules and of the message. */
	readonly alerts: readonly Alert[];
	/** What changed, in the same order; of rules that are gone last. */
	readonly events: readonly AlertEvent[];
	/** Places that are not judged because there are too many. */
	readonly unjudged: number;
};

type Places = ReadonlyMap<string, SeriesState>;

const noPlaces: Places = new Map();

/**
Judges what was observed by the rules. Pure: no clock and no I/O; the time comes with the observation, the memory with
`states`. A rule gives each place at most one level, and at most one event at a time.

- Raised when a threshold was broken at every judgement for `forMs`. Judgements without a value, and gaps of a minute or
  more between snapshots, do not count and do not restart it. The first two values of a place are not judged.
- A rise to CRITICAL is told at once. A return to WARNING is told when nothing was critical for a whole cooldown, so that
  no level of an episode is ever told twice within one cooldown.
- Repeated after the cooldown while the threshold is broken, unless acknowledged or silenced.
- Cleared once, when a value is as good as `clear`. After three raises within ten minutes it must stay so for a whole
  cooldown. No value never clears. What is gone for a minute (a disk unmounted, a card lost, a metric switched off), or
  whose rule is gone, is cleared too.
*/
export function evaluate(rules: readonly AlertRule[], observation: Observation, before: AlertStates): Evaluation {
	const turn = createTurn(before, observation);
	const byRule = new Map<string, Places>();
	let room = maxSeries - [...before.byRule.values()].reduce((sum, {size}) => sum + size, 0);
	let unjudged = 0;

	for (const rule of rules.filter(({isEnabled}) => isEnabled)) {
		const known = before.byRule.get(rule.id) ?? noPlaces;
		const observed = observation.places.get(rule.id);
		const after = new Map<string, SeriesState>();
		for (const place of observed ?? []) {
			const state = known.get(place.path);
			if (!state && room <= 0) {
				unjudged += 1;
				continue;
			}

			room -= state ? 0 : 1;
			after.set(place.path, judgePlace(turn, rule, place, state ?? unknownSeries, observation));
		}

		for (const [path, state] of known) {
			const next = after.has(path) ? undefined : observed ? vanish(turn, state) : miss(state);
			if (next) {
				after.set(path, next);
			}
		}

		for (const state of after.values()) {
			turn.show(state);
		}

		byRule.set(rule.id, after);
	}

	for (const [id, places] of before.byRule) {
		if (!byRule.has(id)) {
			for (const {episode, misses} of places.values()) {
				if (episode) {
					turn.end(episode, 'dropped', misses);
				}
			}
		}
	}

	const {alerts, events} = turn;
	return {states: turn.states(byRule), alerts, events, unjudged};
}

function judgePlace(
	turn: Turn,
	rule: AlertRule,
	{path, name, value}: ObservedPlace,
	before: SeriesState,
	{timestampMs, processes}: Observation,
): SeriesState {
	if (value === undefined) {
		return miss(before);
	}

	const {state, change} = judge(before, {
		rule,
		path,
		name,
		value,
		timestampMs,
		nowMs: turn.nowMs,
		stepMs: turn.stepMs,
		isSilenced: turn.isSilenced(rule, path, before.episode?.id),
		nextId: turn.nextId,
		topProcesses: () => topProcesses(componentOf(rule.metric), processes),
	});
	if (change?.kind === 'cleared') {
		turn.end(change.episode, 'recovered', 0);
	} else if (change) {
		turn.tell(change.kind, change.episode);
	}

	return state;
}

/** A place that is no longer there. `undefined` when that has been so for long enough. */
function vanish(turn: Turn, before: SeriesState): SeriesState | undefined {
	const goneAtMs = before.goneAtMs ?? turn.nowMs;
	if (turn.nowMs - goneAtMs < goneAfterMs) {
		return {...miss(before), goneAtMs};
	}

	if (before.episode) {
		turn.end(before.episode, 'gone', before.misses);
	}

	return undefined;
}
