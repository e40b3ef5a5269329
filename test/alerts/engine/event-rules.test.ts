import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createAlertStates} from '../../../source/alerts/engine/alert-states.js';
import {evaluate} from '../../../source/alerts/engine/evaluate.js';
import {observe} from '../../../source/alerts/engine/observe.js';
import {silence} from '../../../source/alerts/engine/silence.js';
import {createRules} from '../../../source/alerts/rules/create-rules.js';
import type {MachineEvent} from '../../../source/metrics/model/events.js';
import {eventCounts} from '../../../source/metrics/values/event-kinds.js';
import {ok, snapshotAt, startMs} from '../../helpers/samples.js';

function event(seconds: number, changes: Partial<MachineEvent> = {}): MachineEvent {
	return {
		id: `e${seconds}`,
		atMs: startMs + seconds * 1000,
		lastAtMs: startMs + seconds * 1000,
		count: 1,
		kind: 'oom_kill',
		severity: 'critical',
		subject: 'mysqld',
		pid: 4711,
		groupPath: '/docker/ab12',
		text: 'OOM kill: mysqld (4711) in /docker/ab12',
		...changes,
	};
}

/** The state changes of alerts: second, kind, level, and message. */
function changesOf(rule: string, steps: readonly (readonly [seconds: number, ...events: readonly MachineEvent[]])[]) {
	const rules = createRules([rule]);
	let states = createAlertStates('run');
	return steps.flatMap(([seconds, ...list]) => {
		const events = ok({list, kernelLog: 'read' as const, counts: eventCounts(() => 0)});
		const result = evaluate(rules, observe(rules, snapshotAt(seconds, {events})), states);
		states = result.states;
		return result.events.map(({kind, alert}) => [seconds, kind, alert.level, alert.message]);
	});
}

test('an event raises its alert at once, and clears it five minutes after its latest time', () => {
	assert.deepEqual(
		changesOf('event oom_kill', [[0], [1, event(1)], [2, event(1)], [300, event(1)], [301, event(1)], [302, event(1)]]),
		[
			[1, 'raised', 'CRITICAL', 'OOM kill: mysqld (4711) in /docker/ab12'],
			[301, 'cleared', 'CRITICAL', 'Not again for 5m: OOM kill: mysqld (4711) in /docker/ab12'],
		],
	);
});

test('an event that happens again is one alert, repeated after its cooldown', () => {
	const again = (seconds: number, count: number, pid: number): MachineEvent =>
		event(1, {
			lastAtMs: startMs + seconds * 1000,
			count,
			pid,
			text: `OOM kill: mysqld (${pid}) in /docker/ab12`,
		});
	assert.deepEqual(
		changesOf('event oom_kill cooldown 1m', [
			[1, event(1)],
			[30, again(30, 2, 4712)],
			[61, again(61, 3, 4713)],
			[361, again(61, 3, 4713)],
		]),
		[
			[1, 'raised', 'CRITICAL', 'OOM kill: mysqld (4711) in /docker/ab12'],
			[61, 'repeated', 'CRITICAL', 'OOM kill: mysqld (4713) in /docker/ab12 (3 times)'],
			[361, 'cleared', 'CRITICAL', 'Not again for 5m: OOM kill: mysqld (4713) in /docker/ab12'],
		],
	);
});

test('each subject has an alert of its own', () => {
	const nginx = event(1, {kind: 'segfault', severity: 'warning', subject: 'nginx', text: 'nginx (1) crashed'});
	const php = event(2, {kind: 'segfault', severity: 'warning', subject: 'php', text: 'php (2) crashed'});
	assert.deepEqual(
		changesOf('event segfault', [
			[1, nginx],
			[2, nginx, php, event(2)],
		]),
		[
			[1, 'raised', 'WARNING', 'nginx (1) crashed'],
			[2, 'raised', 'WARNING', 'php (2) crashed'],
		],
	);
	assert.deepEqual(
		changesOf('event segfault[php]', [
			[1, nginx],
			[2, nginx, php],
		]),
		[[2, 'raised', 'WARNING', 'php (2) crashed']],
	);
	assert.deepEqual(
		changesOf('event oom_kill[/docker/ab12]', [[1, event(1), event(1, {groupPath: '/b', subject: 'b'})]]).length,
		1,
	);
});

test('thresholds count how many times the event happened', () => {
	const crashes = (count: number): MachineEvent =>
		event(1, {kind: 'segfault', severity: 'warning', subject: 'x', text: 'x crashed', count});
	assert.deepEqual(
		changesOf('event segfault>10,100', [
			[1, crashes(10)],
			[2, crashes(11)],
			[3, crashes(312)],
		]),
		[
			[2, 'raised', 'WARNING', 'x crashed (11 times)'],
			[3, 'escalated', 'CRITICAL', 'x crashed (312 times)'],
		],
	);
});

test('an event of five minutes ago, and of another kind, raises nothing', () => {
	assert.deepEqual(changesOf('event oom_kill', [[0, event(-301)]]), []);
	assert.deepEqual(changesOf('event io_error', [[0, event(0)]]), []);
});

test('hostile names are printable in the message', () => {
	const [change] = changesOf('event oom_kill', [[1, event(1, {text: '\u{1B}[2Jx'})]]);
	assert.equal(change?.[3], '·[2Jx');
});

test('an event is silenced by its rule, by its kind, and by its component', () => {
	const rules = createRules(['event oom_kill']);
	for (const target of ['event oom_kill', 'events', '*', 'event oom_kill[mysqld]']) {
		const states = createAlertStates('run');
		const events = ok({list: [event(1)], kernelLog: 'read' as const, counts: eventCounts(() => 0)});
		const silences = silence([], target, startMs + 60_000);
		const result = evaluate(rules, observe(rules, snapshotAt(1, {events})), {...states, silences});
		assert.equal(result.events[0]?.isSilenced, true, target);
	}
});
