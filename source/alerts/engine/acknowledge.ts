import type {AlertStates} from './alert-states.js';

/**
Returns the states with an episode acknowledged. Returns `states` itself when no such episode exists or it is already
acknowledged.
*/
export function acknowledge(states: AlertStates, id: string): AlertStates {
	for (const [ruleId, seriesByPath] of states.byRule) {
		for (const [path, state] of seriesByPath) {
			if (state.episode?.id === id && !state.episode.isAcknowledged) {
				const acknowledged = {...state, episode: {...state.episode, isAcknowledged: true}};
				return {
					...states,
					byRule: new Map(states.byRule).set(ruleId, new Map(seriesByPath).set(path, acknowledged)),
				};
			}
		}
	}

	return states;
}
