import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {type AlertRule, levelOf} from '../../source/alerts/rules/rule.js';
import {anyRule, anySteps, anyStepsAndRestarts, anyValue, eventsOf, type Moment, play, type Step} from './play.js';

type Property = (moments: readonly Moment[], rule: AlertRule) => void;

function check(holds: Property, steps = anySteps): void {
	fc.assert(
		fc.property(anyRule, steps, (rule, steps) => holds(play(rule, steps), rule)),
		{numRuns: 500},
	);
}

/** What holds whether the program runs on, ends in order and starts again, or is killed. */
function always(title: string, holds: Property): void {
	test(title, () => check(holds));
	test(`${title}, also over restarts`, () => check(holds, anyStepsAndRestarts));
}

always('no level of an episode is told twice within the cooldown', (moments, rule) => {
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

always('an episode is raised once, then changes, and is cleared once', moments => {
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

always('no value brings no event', moments => {
	for (const {step, evaluation} of moments) {
		if (step.value === undefined || step.value === 'blind') {
			assert.deepEqual(evaluation.events, []);
		}
	}
});

always('what is gone brings its end, after a minute, and nothing else', moments => {
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

always(
	'an alert is raised only when its threshold was broken at every judgement for that long, and not by the first two',
	(moments, rule) => {
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
	},
);

always('each event has an id of its own', moments => {
	const events = eventsOf(moments);
	assert.equal(new Set(events.map(({id}) => id)).size, events.length);
});

test('events have one order', () => {
	check(moments => {
		const events = eventsOf(moments);
		assert.deepEqual(
			events.map(({sequence}) => sequence),
			events.map((_, index) => index + 1),
		);
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

always('who hears of an end has heard of the beginning, and who heard of the beginning hears of the end', moments => {
	const heard = new Set<string>();
	for (const {kind, alert, isSilenced} of eventsOf(moments)) {
		if (kind === 'cleared') {
			assert.equal(!isSilenced, heard.has(alert.id));
		} else if (!isSilenced) {
			heard.add(alert.id);
		}
	}
});

test('after a restart there is no verdict before data: the first two values bring no event, and alerts go on without data', () => {
	check((moments, rule) => {
		let values = Number.POSITIVE_INFINITY;
		for (const {step, evaluation} of moments) {
			values = step.act === 'restart' || step.act === 'kill' ? 0 : values;
			values += typeof step.value === 'number' ? 1 : 0;
			if (values <= 2) {
				assert.deepEqual(
					evaluation.events.filter(
						({kind, alert}) => kind !== 'cleared' || !alert.message.includes('no longer available'),
					),
					[],
				);
				assert.ok(evaluation.alerts.every(({isNoData, ruleId}) => isNoData && ruleId === rule.id));
			}
		}
	}, anyStepsAndRestarts);
});
