import type {Process, Snapshot} from '../../metrics/snapshot.js';
import type {Alert, AlertEvent} from '../alert.js';
import {matchRules, rekeyed} from '../rules/match-rules.js';
import type {AlertRule} from '../rules/rule.js';
import {acknowledge} from './acknowledge.js';
import {type AlertStates, createAlertStates} from './alert-states.js';
import {evaluate, maxSeries} from './evaluate.js';
import {observe} from './observe.js';
import {type PersistedStates, restoredStates} from './persisted-states.js';
import {silence} from './silence.js';

/** The rules, what judging by them remembers, and what it has found. A value. */
export type Watch = {
	readonly rules: readonly AlertRule[];
	readonly states: AlertStates;
	/** The latest events, oldest first. */
	readonly events: readonly AlertEvent[];
	/** Places that are not judged because there are too many. */
	readonly unjudged: number;
};

const maxEvents = maxSeries;

/** What an earlier run persisted, and how long ago. */
export type Restored = {readonly states: PersistedStates; readonly elapsedMs: number};

/** `run` begins the ids of all alerts; it must be different each time the program starts. */
export function createWatch(rules: readonly AlertRule[], run: string): Watch {
	return {rules, states: createAlertStates(run), events: [], unjudged: 0};
}

/** Continues what an earlier run persisted. */
export function restoreWatch(watch: Watch, {states, elapsedMs}: Restored): Watch {
	const {rules, states: current} = watch;
	return {...watch, states: restoredStates(states, {rules, elapsedMs, current})};
}

/** `processes` stand in for those of the snapshot, which are only counted while nobody looks at them. */
export function watchSnapshot(
	watch: Watch,
	snapshot: Snapshot,
	processes?: readonly Process[],
): {readonly watch: Watch; readonly alerts: readonly Alert[]; readonly events: readonly AlertEvent[]} {
	const {states, alerts, events, unjudged} = evaluate(
		watch.rules,
		observe(watch.rules, snapshot, processes),
		watch.states,
	);
	return {watch: {...rememberEvents(watch, events), states, unjudged}, alerts, events};
}

/** For events that were found elsewhere, too. */
export function rememberEvents(watch: Watch, events: readonly AlertEvent[]): Watch {
	return events.length === 0 ? watch : {...watch, events: [...watch.events, ...events].slice(-maxEvents)};
}

/** Rules that were there before, see `matchRules`, continue where they were; alerts of those that are gone are cleared. */
export function changeRules(watch: Watch, rules: readonly AlertRule[]): Watch {
	const byRule = rekeyed(watch.states.byRule, matchRules(watch.rules, rules));
	return {...watch, rules, states: {...watch.states, byRule}};
}

/** The same watch when there is no such alert, or somebody knows of it already. */
export function acknowledgeAlert(watch: Watch, id: string): Watch {
	const states = acknowledge(watch.states, id);
	return states === watch.states ? watch : {...watch, states};
}

/** See `Silence` for what a target may be. */
export function silenceTarget(watch: Watch, target: string, untilMs: number): Watch {
	return {...watch, states: {...watch.states, silences: silence(watch.states.silences, target, untilMs)}};
}
