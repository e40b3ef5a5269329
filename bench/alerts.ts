/**
What judging one snapshot costs, by the number of rules: every fifth on each of twenty disks, the others on one number.
Nothing fires in the first row of a pair, everything in the second.
*/
import process from 'node:process';
import {type AlertStates, createAlertStates} from '../source/alerts/engine/alert-states.js';
import {evaluate} from '../source/alerts/engine/evaluate.js';
import {observe} from '../source/alerts/engine/observe.js';
import {createRules} from '../source/alerts/rules/create-rules.js';
import type {AlertRuleOptions} from '../source/alerts/rules/rule.js';
import type {Disk, Snapshot} from '../source/metrics/snapshot.js';
import {disk, ok, snapshotAt} from '../test/helpers/samples.js';
import {medianAndRange, printTable} from './figures.js';

const disks: readonly Disk[] = Array.from({length: 20}, (_, index) => disk(`/mnt/${index}`, 50));
const evaluations = 200;
const rounds = 5;

function rulesOf(count: number, warning: number) {
	return createRules(
		Array.from({length: count}, (_, index): AlertRuleOptions => {
			const metric = index % 5 === 0 ? 'disks.percentage' : 'memory.percentage';
			return {name: `rule ${index}`, metric, warning, critical: 99};
		}),
	);
}

function snapshotOf(turn: number): Snapshot {
	return {...snapshotAt(0, {disks: ok(disks)}), monotonicMs: turn * 500, timestampMs: turn * 500};
}

function measure(count: number, warning: number): readonly (string | number)[] {
	const rules = rulesOf(count, warning);
	const snapshots = Array.from({length: evaluations}, (_, turn) => snapshotOf(turn));
	const costs: number[] = [];
	let states: AlertStates = createAlertStates('bench');
	let firing = 0;
	for (let round = 0; round <= rounds; round++) {
		const startMs = performance.now();
		for (const snapshot of snapshots) {
			const evaluation = evaluate(rules, observe(rules, snapshot), states);
			states = evaluation.states;
			firing = evaluation.alerts.length;
		}

		// The first round warms up.
		if (round > 0) {
			costs.push(((performance.now() - startMs) * 1000) / evaluations);
		}
	}

	return [count, firing, medianAndRange(costs, 1)];
}

printTable(
	`Alert rules on Node ${process.versions.node}, µs per evaluation, median and range of ${rounds}`,
	['rules', 'firing', 'µs'],
	[10, 100].flatMap(count => [measure(count, 90), measure(count, 40)]),
);
