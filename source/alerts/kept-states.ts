import {type AlertStates, createAlertStates} from './alert-states.js';
import type {Episode, PlaceState} from './episode.js';
import {flappingMs, missesToNoData, unknownPlace} from './judge.js';
import type {AlertRule} from './rule.js';
import type {Silence} from './silence.js';

/** What a restart must not forget of the evaluation. JSON can hold it. */
export type KeptStates = {
	/** The evaluation's own time. */
	readonly nowMs: number;
	readonly places: readonly KeptPlace[];
	readonly silences: readonly Silence[];
};

/** A place of which there is more to say than that all is well. */
export type KeptPlace = Pick<PlaceState, 'raisedAtMs' | 'pending'> & {
	readonly ruleId: string;
	readonly path: string;
	readonly episode: KeptEpisode | undefined;
};

/** An alert that lasts, as it is remembered over a restart. */
export type KeptEpisode = Omit<Episode, 'rule' | 'path'>;

/** Of more places, those whose alerts are firing are kept. */
export const mostKeptPlaces = 1000;

export function keptStates({byRule, nowMs, silences}: AlertStates): KeptStates {
	const places = [...byRule].flatMap(([ruleId, states]) =>
		[...states].flatMap(([path, state]) => keptPlace(ruleId, path, state, nowMs)),
	);
	const byWeight =
		places.length <= mostKeptPlaces
			? places
			: places.sort((left, right) => Number(right.episode !== undefined) - Number(left.episode !== undefined));
	return {nowMs, places: byWeight.slice(0, mostKeptPlaces), silences};
}

function keptPlace(ruleId: string, path: string, state: PlaceState, nowMs: number): readonly KeptPlace[] {
	const {pending, episode} = state;
	const raisedAtMs = state.raisedAtMs.filter(atMs => nowMs - atMs <= flappingMs);
	if (raisedAtMs.length === 0 && !pending && !episode) {
		return [];
	}

	if (!episode) {
		return [{ruleId, path, raisedAtMs, pending, episode}];
	}

	const {rule: _, path: __, ...kept} = episode;
	return [{ruleId, path, raisedAtMs, pending, episode: kept}];
}

/**
The evaluation as it goes on after a restart, by the same rules. Nothing is known yet: alerts that fired are shown as
without data until their values have come back, and, as at any start, the first two values are not judged. What is no
longer there must be gone for its minute anew: disks may be mounted late.
*/
export function recalledStates(
	{nowMs, places, silences}: KeptStates,
	{rules, run, elapsedMs}: {readonly rules: readonly AlertRule[]; readonly run: string; readonly elapsedMs: number},
): AlertStates {
	const byRule = new Map<string, Map<string, PlaceState>>();
	for (const {ruleId, path, raisedAtMs, pending, episode} of places) {
		const rule = rules.find(({id}) => id === ruleId);
		if (rule) {
			const ofRule = byRule.get(ruleId) ?? new Map<string, PlaceState>();
			byRule.set(
				ruleId,
				ofRule.set(path, {
					...unknownPlace,
					misses: missesToNoData,
					raisedAtMs,
					pending,
					episode: episode && {...episode, rule, path},
				}),
			);
		}
	}

	return {...createAlertStates(run), nowMs: nowMs + Math.max(0, elapsedMs), byRule, silences};
}
