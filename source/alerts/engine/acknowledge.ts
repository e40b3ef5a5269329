import type {AlertStates} from './alert-states.js';

/** Marks an episode as known to somebody. The same states when no such episode lasts, or it is marked already. */
export function acknowledge(states: AlertStates, id: string): AlertStates {
	for (const [ruleId, places] of states.byRule) {
		for (const [path, state] of places) {
			if (state.episode?.id === id && !state.episode.isAcknowledged) {
				const acknowledged = {...state, episode: {...state.episode, isAcknowledged: true}};
				return {
					...states,
					byRule: new Map(states.byRule).set(ruleId, new Map(places).set(path, acknowledged)),
				};
			}
		}
	}

	return states;
}
