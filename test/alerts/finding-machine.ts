import assert from 'node:assert/strict';
import type {Alert, AlertEvent} from '../../source/alerts/alert.js';
import {
	type AlertEngine,
	createAlertEngine,
	evaluateSnapshot,
	restoreAlertEngine,
} from '../../source/alerts/engine/alert-engine.js';
import {persistedStates} from '../../source/alerts/engine/persisted-states.js';
import {thePersistedStates} from '../../source/alerts/engine/persisted-states-shape.js';
import {createRules} from '../../source/alerts/rules/create-rules.js';
import type {AlertRuleOptions} from '../../source/alerts/rules/rule.js';
import type {Finding} from '../../source/diagnosis/finding.js';
import type {Process} from '../../source/metrics/snapshot.js';
import {Mismatch} from '../../source/support/reader.js';
import {disk, memory, ok, snapshotAt, startMs} from '../helpers/samples.js';

export type Changes = NonNullable<Parameters<typeof snapshotAt>[1]>;

/** The metrics of the findings here. */
const measured: Changes = {
	disks: ok([disk('/', 40)]),
	memory: ok({...memory, usedPercent: 50}),
	pressure: {state: 'unsupported'},
};

/** What is found at a second; `undefined` while there is no diagnosis. */
export type Found = readonly Finding[] | undefined;

/** A machine with alert rules that is diagnosed once a second. */
export function machine(...rules: readonly (AlertRuleOptions | string)[]) {
	let engine: AlertEngine = createAlertEngine(createRules(rules), 'run');
	let second = 0;
	let runs = 1;
	let alerts: readonly Alert[] = [];

	const see = (found: Found, changes: Changes = {}, processes: readonly Process[] = []): readonly AlertEvent[] => {
		second += 1;
		const snapshot = snapshotAt(second, {...measured, ...changes});
		const evaluated = evaluateSnapshot(engine, snapshot, {findings: found, processes});
		({engine, alerts} = evaluated);
		return evaluated.events;
	};

	return {
		see,
		/** Returns the state changes while the same is found for some seconds: `second kind LEVEL path`. */
		hold: (seconds: number, found: Found, changes: Changes = {}): readonly string[] =>
			Array.from({length: seconds}).flatMap(() =>
				see(found, changes).map(({kind, alert}) => `${second} ${kind} ${alert.level} ${alert.metric}`),
			),
		alerts: () => alerts,
		change(update: (before: AlertEngine) => AlertEngine): void {
			engine = update(engine);
		},
		/** Restarts the program. Only what it wrote as JSON remains. */
		restart(downSeconds = 1): void {
			const states = thePersistedStates.read(JSON.parse(JSON.stringify(persistedStates(engine.states, engine.rules))));
			assert.ok(!(states instanceof Mismatch));
			second += downSeconds;
			runs += 1;
			engine = restoreAlertEngine(createAlertEngine(engine.rules, `run${runs}`), {
				states,
				elapsedMs: downSeconds * 1000,
			});
		},
		nowMs: () => startMs + second * 1000,
	};
}
