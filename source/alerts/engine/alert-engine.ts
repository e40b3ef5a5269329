import type {Snapshot} from '../../metrics/snapshot.js';
import type {Alert, AlertEvent} from '../alert.js';
import {matchRules, rekeyed} from '../rules/match-rules.js';
import type {AlertRule} from '../rules/rule.js';
import {acknowledge} from './acknowledge.js';
import {type AlertStates, createAlertStates} from './alert-states.js';
import {evaluate, maxSeries} from './evaluate.js';
import {type ObserveOptions, observe} from './observe.js';
import {type PersistedStates, restoredStates} from './persisted-states.js';
import {silence} from './silence.js';

/**
The alert rules with their evaluation state and latest events. An immutable value: each function returns a new one.
*/
export type AlertEngine = {
	readonly rules: readonly AlertRule[];
	readonly states: AlertStates;
	/** The latest events, oldest first. */
	readonly events: readonly AlertEvent[];
	/** Number of series that are not evaluated, because there are more than the limit. */
	readonly skipped: number;
};

const maxEvents = maxSeries;

/** The alert states that an earlier run persisted, and the milliseconds since then. */
export type RestoredAlerts = {readonly states: PersistedStates; readonly elapsedMs: number};

/**
Returns an engine without alerts. `run` is the prefix of all alert ids and must differ between starts of the program.
*/
export function createAlertEngine(rules: readonly AlertRule[], run: string): AlertEngine {
	return {rules, states: createAlertStates(run), events: [], skipped: 0};
}

/** Returns the engine with the states that an earlier run persisted. */
export function restoreAlertEngine(engine: AlertEngine, {states, elapsedMs}: RestoredAlerts): AlertEngine {
	const {rules, states: current} = engine;
	return {...engine, states: restoredStates(states, {rules, elapsedMs, current})};
}

/**
Evaluates the rules against a snapshot and its findings.
*/
export function evaluateSnapshot(
	engine: AlertEngine,
	snapshot: Snapshot,
	options: ObserveOptions = {},
): {readonly engine: AlertEngine; readonly alerts: readonly Alert[]; readonly events: readonly AlertEvent[]} {
	const {states, alerts, events, skipped} = evaluate(
		engine.rules,
		observe(engine.rules, snapshot, options),
		engine.states,
	);
	return {engine: {...rememberEvents(engine, events), states, skipped}, alerts, events};
}

/** Adds events to the engine's latest events, also events that another process found. */
export function rememberEvents(engine: AlertEngine, events: readonly AlertEvent[]): AlertEngine {
	return events.length === 0 ? engine : {...engine, events: [...engine.events, ...events].slice(-maxEvents)};
}

/**
Replaces the rules. Rules that match earlier ones (see `matchRules`) keep their state; alerts of removed rules are
cleared.
*/
export function changeRules(engine: AlertEngine, rules: readonly AlertRule[]): AlertEngine {
	const byRule = rekeyed(engine.states.byRule, matchRules(engine.rules, rules));
	return {...engine, rules, states: {...engine.states, byRule}};
}

/** Acknowledges an alert. Returns `engine` itself when there is no such alert or it is already acknowledged. */
export function acknowledgeAlert(engine: AlertEngine, id: string): AlertEngine {
	const states = acknowledge(engine.states, id);
	return states === engine.states ? engine : {...engine, states};
}

/** Silences a target until a time. See `Silence` for the possible targets. */
export function silenceTarget(engine: AlertEngine, target: string, untilMs: number): AlertEngine {
	return {...engine, states: {...engine.states, silences: silence(engine.states.silences, target, untilMs)}};
}
