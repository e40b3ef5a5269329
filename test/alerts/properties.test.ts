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

/** Checks a property with and without restarts and kills. */
function always(title: string, holds: Property): void {
	test(title, () => check(holds));
	test(`${title}, also across restarts`, () => check(holds, anyStepsAndRestarts));
}

always('no level of an episode is reported twice within the cooldown', (moments, rule) => {
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

test('an alert is CRITICAL whenever its value is', () => {
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

always('a missing value causes no event', moments => {
	for (const {step, evaluation} of moments) {
		if (step.value === undefined || step.value === 'blind') {
			assert.deepEqual(evaluation.events, []);
		}
	}
});

always('a missing series causes only a cleared event, after a minute', moments => {
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
	'an alert is raised only when all values for that long, without the first two, are past the threshold',
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

always('each event has a unique id', moments => {
	const events = eventsOf(moments);
	assert.equal(new Set(events.map(({id}) => id)).size, events.length);
});

test('events are numbered in order', () => {
	check(moments => {
		const events = eventsOf(moments);
		assert.deepEqual(
			events.map(({sequence}) => sequence),
			events.map((_, index) => index + 1),
		);
	});
});

test('evaluating the same moment again changes nothing', () => {
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

always('the end of an episode is reported exactly when its beginning was', moments => {
	const heard = new Set<string>();
	for (const {kind, alert, isSilenced} of eventsOf(moments)) {
		if (kind === 'cleared') {
			assert.equal(!isSilenced, heard.has(alert.id));
		} else if (!isSilenced) {
			heard.add(alert.id);
		}
	}
});

test('after a restart the first two values cause no event, and alerts have no data', () => {
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
