import fc from 'fast-check';
import type {AlertEvent} from '../../source/alerts/alert.js';
import {acknowledge} from '../../source/alerts/engine/acknowledge.js';
import type {Evaluation} from '../../source/alerts/engine/evaluate.js';
import {silence} from '../../source/alerts/engine/silence.js';
import {createRule} from '../../source/alerts/rules/create-rule.js';
import type {AlertRule} from '../../source/alerts/rules/rule.js';
import {startMs} from '../helpers/samples.js';
import {createTimeline} from './timeline.js';

export type Step = {
	/** `undefined`: unknown value. `gone`: missing series. `blind`: unknown series. */
	readonly value: number | undefined | 'gone' | 'blind';
	readonly afterMs: number;
	/**
	What happens before: somebody silences for so many seconds, or acknowledges the latest episode; or the program ends, in
	order or killed, and starts again.
	*/
	readonly act: 'silence' | 'acknowledge' | 'restart' | 'kill' | undefined;
};

const path = 'memory.percentage';
const intervalMs = 1000;

export const anyRule: fc.Arbitrary<AlertRule> = fc
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

/** Generates values near the thresholds, and runs of equal values. */
export const anyValue = fc.oneof(
	{weight: 6, arbitrary: fc.constantFrom(0, 19, 20, 21, 39, 40, 41, 45, 50, 55, 59, 60, 61, 79, 80, 81, 100)},
	{weight: 1, arbitrary: fc.double({min: 0, max: 100, noNaN: true})},
	{weight: 3, arbitrary: fc.constantFrom<Step['value']>(undefined, 'gone', 'blind')},
);

function stepsWith(...acts: readonly Step['act'][]): fc.Arbitrary<readonly Step[]> {
	return fc
		.array(
			fc.record({
				value: anyValue,
				times: fc.integer({min: 1, max: 8}),
				afterMs: fc.oneof(
					{weight: 4, arbitrary: fc.constant(intervalMs)},
					{weight: 1, arbitrary: fc.constantFrom(0, 175, 5000, 55_000, 90_000, -20_000)},
				),
				act: fc.oneof({weight: 8, arbitrary: fc.constant(undefined)}, {weight: 1, arbitrary: fc.constantFrom(...acts)}),
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
}

export const anySteps = stepsWith('silence', 'acknowledge');
export const anyStepsAndRestarts = stepsWith('silence', 'acknowledge', 'restart', 'kill', 'kill');

export type Moment = {readonly step: Step; readonly atMs: number; readonly evaluation: Evaluation};

/** Plays the steps and returns all moments; `atMs` does not decrease. */
export function play(rule: AlertRule, steps: readonly Step[]): readonly Moment[] {
	const timeline = createTimeline([rule], intervalMs);
	let atMs = 0;
	let wallMs = startMs;
	let latest: string | undefined;
	return steps.map(step => {
		let downMs = 0;
		if (step.act === 'silence') {
			timeline.change(states => ({...states, silences: silence(states.silences, path, wallMs + 7000)}));
		} else if (step.act === 'acknowledge' && latest !== undefined) {
			const id = latest;
			timeline.change(states => acknowledge(states, id));
		} else if (step.act === 'restart' || step.act === 'kill') {
			timeline.restart(step.act, step.afterMs);
			downMs = step.afterMs;
		}

		atMs += Math.max(0, step.afterMs);
		wallMs += step.afterMs;
		const seen = step.value === 'blind' ? undefined : step.value === 'gone' ? [] : ([[path, step.value]] as const);
		const evaluation = timeline.see(seen, {afterMs: step.afterMs - downMs, wall: wallMs});
		latest = evaluation.alerts[0]?.id ?? latest;
		return {step, atMs, evaluation};
	});
}

export type Told = AlertEvent & {readonly atMs: number};

export function eventsOf(moments: readonly Moment[]): readonly Told[] {
	return moments.flatMap(({atMs, evaluation}) => evaluation.events.map(event => ({...event, atMs})));
}
