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

/** The rules, what evaluating them remembers, and what it has found. A value: each function returns the next one. */
export type AlertEngine = {
	readonly rules: readonly AlertRule[];
	readonly states: AlertStates;
	/** The latest events, oldest first. */
	readonly events: readonly AlertEvent[];
	/** Places that are not judged because there are too many. */
	readonly unjudged: number;
};

const maxEvents = maxSeries;

/** What an earlier run persisted, and how long ago. */
export type RestoredAlerts = {readonly states: PersistedStates; readonly elapsedMs: number};

/** `run` begins the ids of all alerts; it must be different each time the program starts. */
export function createAlertEngine(rules: readonly AlertRule[], run: string): AlertEngine {
	return {rules, states: createAlertStates(run), events: [], unjudged: 0};
}

/** Continues what an earlier run persisted. */
export function restoreAlertEngine(engine: AlertEngine, {states, elapsedMs}: RestoredAlerts): AlertEngine {
	const {rules, states: current} = engine;
	return {...engine, states: restoredStates(states, {rules, elapsedMs, current})};
}

/** `processes` stand in for those of the snapshot, which are only counted while nobody looks at them. */
export function evaluateSnapshot(
	engine: AlertEngine,
	snapshot: Snapshot,
	processes?: readonly Process[],
): {readonly engine: AlertEngine; readonly alerts: readonly Alert[]; readonly events: readonly AlertEvent[]} {
	const {states, alerts, events, unjudged} = evaluate(
		engine.rules,
		observe(engine.rules, snapshot, processes),
		engine.states,
	);
	return {engine: {...rememberEvents(engine, events), states, unjudged}, alerts, events};
}

/** For events that were found elsewhere, too. */
export function rememberEvents(engine: AlertEngine, events: readonly AlertEvent[]): AlertEngine {
	return events.length === 0 ? engine : {...engine, events: [...engine.events, ...events].slice(-maxEvents)};
}

/** Rules that were there before, see `matchRules`, continue where they were; alerts of those that are gone are cleared. */
export function changeRules(engine: AlertEngine, rules: readonly AlertRule[]): AlertEngine {
	const byRule = rekeyed(engine.states.byRule, matchRules(engine.rules, rules));
	return {...engine, rules, states: {...engine.states, byRule}};
}

/** The same engine when there is no such alert, or somebody knows of it already. */
export function acknowledgeAlert(engine: AlertEngine, id: string): AlertEngine {
	const states = acknowledge(engine.states, id);
	return states === engine.states ? engine : {...engine, states};
}

/** See `Silence` for what a target may be. */
export function silenceTarget(engine: AlertEngine, target: string, untilMs: number): AlertEngine {
	return {...engine, states: {...engine.states, silences: silence(engine.states.silences, target, untilMs)}};
}
