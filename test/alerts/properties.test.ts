import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {acknowledge} from '../../source/alerts/acknowledge.js';
import type {AlertEvent} from '../../source/alerts/alert.js';
import {createRule} from '../../source/alerts/create-rule.js';
import type {Evaluation} from '../../source/alerts/evaluate.js';
import {type AlertRule, levelOf} from '../../source/alerts/rule.js';
import {silence} from '../../source/alerts/silence.js';
import {startMs} from '../helpers/samples.js';
import {createTimeline} from './timeline.js';

type Step = {
	/** `undefined`: not known. `gone`: not there. `blind`: not even that is known. */
	readonly value: number | undefined | 'gone' | 'blind';
	readonly afterMs: number;
	/** What somebody does before: silences for so many seconds, or acknowledges the latest episode. */
	readonly act: 'silence' | 'acknowledge' | undefined;
};

const path = 'memory.percentage';
const intervalMs = 1000;

const anyRule: fc.Arbitrary<AlertRule> = fc
	.record({
		below: fc.boolean(),
		thresholds: fc.constantFrom('warning', 'critical', 'both'),
		forMs: fc.constantFrom(0, 0, 1000, 5000),
		cooldownMs: fc.constantFrom(1000, 5000, 30_000),
	})
	.map(({below, thresholds, forMs, cooldownMs}) =>
		createRule({
			metric: path,
			below,
			forMs,
			cooldownMs,
			...(thresholds !== 'critical' && {warning: below ? 40 : 60}),
			...(thresholds !== 'warning' && {critical: below ? 20 : 80}),
		}),
	);

/** Mostly values that matter, close to a threshold on either side, and runs of the same. */
const anyValue = fc.oneof(
	{weight: 6, arbitrary: fc.constantFrom(0, 19, 20, 21, 39, 40, 41, 45, 50, 55, 59, 60, 61, 79, 80, 81, 100)},
	{weight: 1, arbitrary: fc.double({min: 0, max: 100, noNaN: true})},
	{weight: 3, arbitrary: fc.constantFrom<Step['value']>(undefined, 'gone', 'blind')},
);

const anySteps: fc.Arbitrary<readonly Step[]> = fc
	.array(
		fc.record({
			value: anyValue,
			times: fc.integer({min: 1, max: 8}),
			afterMs: fc.oneof(
				{weight: 4, arbitrary: fc.constant(intervalMs)},
				{weight: 1, arbitrary: fc.constantFrom(0, 175, 5000, 55_000, 90_000, -20_000)},
			),
			act: fc.oneof(
				{weight: 8, arbitrary: fc.constant(undefined)},
				{weight: 1, arbitrary: fc.constantFrom<Step['act']>('silence', 'acknowledge')},
			),
		}),
		{minLength: 1, maxLength: 40},
	)
	.map(runs =>
		runs.flatMap(({value, times, afterMs, act}) =>
			Array.from({length: times}, (_, index) => ({
				value,
				afterMs: index === 0 ? afterMs : intervalMs,
				act: index === 0 ? act : undefined,
			})),
		),
	);

type Moment = {readonly step: Step; readonly atMs: number; readonly evaluation: Evaluation};

/** Plays the steps and hands over every moment; `atMs` never goes back, as time does not. */
function play(rule: AlertRule, steps: readonly Step[]): readonly Moment[] {
	const timeline = createTimeline([rule], intervalMs);
	let atMs = 0;
	let wallMs = startMs;
	let latest: string | undefined;
	return steps.map(step => {
		if (step.act === 'silence') {
			timeline.change(states => ({...states, silences: silence(states.silences, path, wallMs + 7000)}));
		} else if (step.act === 'acknowledge' && latest !== undefined) {
			const id = latest;
			timeline.change(states => acknowledge(states, id));
		}

		atMs += Math.max(0, step.afterMs);
		wallMs += step.afterMs;
		const seen = step.value === 'blind' ? undefined : step.value === 'gone' ? [] : ([[path, step.value]] as const);
		const evaluation = timeline.see(seen, {afterMs: step.afterMs, wall: wallMs});
		latest = evaluation.alerts[0]?.id ?? latest;
		return {step, atMs, evaluation};
	});
}

type Told = AlertEvent & {readonly atMs: number};

function eventsOf(moments: readonly Moment[]): readonly Told[] {
	return moments.flatMap(({atMs, evaluation}) => evaluation.events.map(event => ({...event, atMs})));
}

function check(holds: (moments: readonly Moment[], rule: AlertRule) => void): void {
	fc.assert(
		fc.property(anyRule, anySteps, (rule, steps) => holds(play(rule, steps), rule)),
		{numRuns: 500},
	);
}

test('no level of an episode is told twice within the cooldown', () => {
	check((moments, rule) => {
		const toldAt = new Map<string, number>();
		for (const {kind, isSilenced, alert, atMs} of eventsOf(moments)) {
			if (kind === 'cleared' || isSilenced) {
				continue;
			}

			const key = `${alert.id} ${alert.level}`;
			const before = toldAt.get(key);
			assert.ok(before === undefined || atMs - before >= rule.cooldownMs, `${key} after ${atMs - (before ?? 0)} ms`);
			toldAt.set(key, atMs);
		}
	});
});

test('an alert is CRITICAL at every moment at which its value is', () => {
	check((moments, rule) => {
		for (const {step, evaluation} of moments) {
			const [alert] = evaluation.alerts;
			if (alert && typeof step.value === 'number' && levelOf(rule, step.value) === 'CRITICAL') {
				assert.equal(alert.level, 'CRITICAL');
			}
		}
	});
});

test('an episode is raised once, then changes, and is cleared once', () => {
	check(moments => {
		const open = new Set<string>();
		const over = new Set<string>();
		for (const {evaluation} of moments) {
			for (const {kind, alert} of evaluation.events) {
				assert.ok(!over.has(alert.id), `${kind} after the end`);
				assert.equal(open.has(alert.id), kind !== 'raised', kind);
				open.add(alert.id);
				if (kind === 'cleared') {
					open.delete(alert.id);
					over.add(alert.id);
				}
			}

			assert.deepEqual(
				evaluation.alerts.map(({id}) => id),
				[...open],
			);
		}
	});
});

test('no value brings no event', () => {
	check(moments => {
		for (const {step, evaluation} of moments) {
			if (step.value === undefined || step.value === 'blind') {
				assert.deepEqual(evaluation.events, []);
			}
		}
	});
});

test('what is gone brings its end, after a minute, and nothing else', () => {
	check(moments => {
		let goneSinceMs: number | undefined;
		for (const {step, atMs, evaluation} of moments) {
			goneSinceMs = step.value === 'gone' ? (goneSinceMs ?? atMs) : undefined;
			if (goneSinceMs !== undefined && evaluation.events.length > 0) {
				assert.deepEqual(
					evaluation.events.map(({kind}) => kind),
					['cleared'],
				);
				assert.ok(atMs - goneSinceMs >= 60_000);
			}
		}
	});
});

test('an alert is raised only when its threshold was broken at every judgement for that long, and not by the first two', () => {
	check((moments, rule) => {
		for (const [index, {evaluation}] of moments.entries()) {
			if (!evaluation.events.some(({kind}) => kind === 'raised')) {
				continue;
			}

			const values = moments.slice(0, index + 1).filter(({step}) => typeof step.value === 'number');
			const isBroken = ({step}: Moment): boolean =>
				typeof step.value === 'number' && levelOf(rule, step.value) !== undefined;
			const broken = values.slice(values.findLastIndex(moment => !isBroken(moment)) + 1);
			assert.ok(values.length > 2);
			assert.ok((broken.at(-1)?.atMs ?? 0) - (broken[0]?.atMs ?? 0) >= rule.forMs);
		}
	});
});

test('events have one order, and each an id of its own', () => {
	check(moments => {
		const events = eventsOf(moments);
		assert.deepEqual(
			events.map(({sequence}) => sequence),
			events.map((_, index) => index + 1),
		);
		assert.equal(new Set(events.map(({id}) => id)).size, events.length);
	});
});

test('to judge the same moment again changes nothing', () => {
	fc.assert(
		fc.property(anyRule, anySteps, anyValue, (rule, steps, value) => {
			fc.pre(typeof value === 'number');
			const again: Step = {value, afterMs: 0, act: undefined};
			const moments = play(rule, [...steps, again, again, again, again]);
			assert.deepEqual(moments.at(-1)?.evaluation.events, []);
			assert.deepEqual(
				moments.at(-1)?.evaluation.alerts.map(({range, ...alert}) => alert),
				moments.at(-2)?.evaluation.alerts.map(({range, ...alert}) => alert),
			);
		}),
	);
});

test('who hears of an end has heard of the beginning, and who heard of the beginning hears of the end', () => {
	check(moments => {
		const heard = new Set<string>();
		for (const {kind, alert, isSilenced} of eventsOf(moments)) {
			if (kind === 'cleared') {
				assert.equal(!isSilenced, heard.has(alert.id));
			} else if (!isSilenced) {
				heard.add(alert.id);
			}
		}
	});
});
