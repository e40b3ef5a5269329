import assert from 'node:assert/strict';
import {test} from 'node:test';
import {acknowledge} from '../../../source/alerts/engine/acknowledge.js';
import {silence} from '../../../source/alerts/engine/silence.js';
import {startMs} from '../../helpers/samples.js';
import {createTimeline, describeEvent, rulesOf, type Seen} from '../timeline.js';

type Step = readonly [value: Seen, event?: string];

/** One value a second after two that are not judged, and the event that each brings. */
const lives: readonly (readonly [title: string, rule: string, steps: readonly Step[]])[] = [
	['a value at the threshold does not break it', 'memory.percentage>80', [[80], [80.1, 'raised WARNING']]],
	['a low value breaks a rule on low values', 'memory.percentage<20,10', [[20], [19, 'raised WARNING']]],
	['the first notification may be of CRITICAL', 'memory.percentage>80,90', [[95, 'raised CRITICAL']]],
	[
		'a rule may have CRITICAL alone',
		'memory.percentage>,90',
		[[85], [91, 'raised CRITICAL'], [85, 'cleared CRITICAL']],
	],
	[
		'an alert ends five points inside the threshold',
		'memory.percentage>80',
		[[81, 'raised WARNING'], [79], [75.1], [75, 'cleared WARNING'], [79], [81, 'raised WARNING']],
	],
	[
		'an alert ends where the rule says',
		'memory.percentage>80 clear 60',
		[[81, 'raised WARNING'], [61], [60, 'cleared WARNING']],
	],
	[
		'a rise is told at once, whatever the cooldown',
		'memory.percentage>80,90 cooldown 1h',
		[[81, 'raised WARNING'], [91, 'escalated CRITICAL'], [99]],
	],
	[
		'a fall to WARNING is told after a cooldown without anything critical',
		'memory.percentage>80,90 cooldown 3s',
		[[91, 'raised CRITICAL'], [85], [85], [85, 'deescalated WARNING'], [85], [91, 'escalated CRITICAL']],
	],
	[
		'one critical value starts the wait for WARNING anew',
		'memory.percentage>80,90 cooldown 3s',
		[[91, 'raised CRITICAL'], [85], [85], [91, 'repeated CRITICAL'], [85], [85], [85, 'deescalated WARNING']],
	],
	[
		'the end of a critical alert does not wait, and is told to those who heard of CRITICAL',
		'memory.percentage>80,90',
		[
			[91, 'raised CRITICAL'],
			[70, 'cleared CRITICAL'],
		],
	],
	[
		'the end of an eased alert is told to those who heard of CRITICAL, too',
		'memory.percentage>80,90 cooldown 1s',
		[
			[91, 'raised CRITICAL'],
			[85, 'deescalated WARNING'],
			[70, 'cleared CRITICAL'],
		],
	],
	[
		'an alert is repeated after the cooldown',
		'memory.percentage>80 cooldown 3s',
		[[81, 'raised WARNING'], [82], [83], [84, 'repeated WARNING'], [85], [85], [85, 'repeated WARNING']],
	],
	[
		'a value that does not break the threshold any more is no reason to repeat',
		'memory.percentage>80 cooldown 2s',
		[[81, 'raised WARNING'], [79], [79], [79], [79], [81, 'repeated WARNING']],
	],
	[
		'a second incident is told at once, cooldown or not',
		'memory.percentage>80 cooldown 1h',
		[
			[81, 'raised WARNING'],
			[70, 'cleared WARNING'],
			[81, 'raised WARNING'],
		],
	],
	[
		'for: the threshold must be broken every time',
		'memory.percentage>80 for 2s',
		[[81], [81], [80], [81], [81], [81, 'raised WARNING']],
	],
	[
		'for: the level is the one at the end of the time',
		'memory.percentage>80,90 for 2s',
		[[81], [81], [95, 'raised CRITICAL']],
	],
	[
		'for: no value neither counts nor starts the time anew',
		'memory.percentage>80 for 2s',
		[[81], [81], [undefined], [undefined], [81], [81, 'raised WARNING']],
	],
	[
		'no value is neither good nor bad',
		'memory.percentage>80 cooldown 1s',
		[[undefined], [81, 'raised WARNING'], [undefined], [undefined], [undefined], [undefined], [70, 'cleared WARNING']],
	],
	[
		'after three raises in ten minutes an alert ends only after a whole cooldown in peace',
		'memory.percentage>80 cooldown 4s',
		[
			[81, 'raised WARNING'],
			[70, 'cleared WARNING'],
			[81, 'raised WARNING'],
			[70, 'cleared WARNING'],
			[81, 'raised WARNING'],
			[70],
			[70],
			[81],
			[70],
			[70],
			[70],
			[70, 'cleared WARNING'],
		],
	],
];

for (const [title, rule, steps] of lives) {
	test(title, () => {
		const timeline = createTimeline(rulesOf(rule));
		timeline.learn(50);
		assert.deepEqual(
			steps.map(([value]) => timeline.see(value).events.map(describeEvent).join()),
			steps.map(([, event]) => event ?? ''),
		);
	});
}

test('nothing is raised by the first two values, however bad', () => {
	const timeline = createTimeline(rulesOf('memory.percentage>80'));
	assert.deepEqual(
		[99, 99, 99].map(value => timeline.see(value).events.length),
		[0, 0, 1],
	);
});

test('values that are not there are no first values', () => {
	const timeline = createTimeline(rulesOf('network.receive_rate>10'));
	timeline.hold([['network.receive_rate', undefined]], 60);
	assert.deepEqual(
		[99, 99, 99].map(value => timeline.see(value).events.length),
		[0, 0, 1],
	);
});

test('an alert tells what, where, since when, and how bad it has been', () => {
	const timeline = createTimeline(rulesOf('disks.percentage>85,95 for 2s'));
	const disk = (percent: number): Seen => [['disks[/data].percentage', percent]];
	timeline.learn(disk(50));
	timeline.see(disk(88));
	timeline.see(disk(90));
	timeline.see(disk(96.2));
	const {alerts} = timeline.see(disk(95.8));
	assert.deepEqual(alerts, [
		{
			id: 'run-1',
			ruleId: 'disks.percentage above',
			timestampMs: startMs + 6000,
			sinceMs: startMs + 3000,
			durationMs: 3000,
			component: 'disk',
			metric: 'disks[/data].percentage',
			unit: 'percent',
			value: 95.8,
			threshold: 95,
			level: 'CRITICAL',
			message: 'Critical disk usage: 95.8% (threshold: 95.0%) on /data',
			range: {min: 95.8, mean: 96, max: 96.2},
			topProcesses: [],
			isAcknowledged: false,
			isSilenced: false,
			isNoData: false,
			handlers: [],
		},
	]);
});

test('an alert whose metric is not known any more stays, and says so', () => {
	const timeline = createTimeline(rulesOf('memory.percentage>80'));
	timeline.learn(50);
	timeline.see(85);
	timeline.see(undefined);
	assert.equal(timeline.see(undefined).alerts[0]?.isNoData, false);
	const [alert] = timeline.see(undefined).alerts;
	assert.deepEqual([alert?.isNoData, alert?.value, alert?.timestampMs], [true, 85, startMs + 3000]);
	assert.deepEqual(timeline.hold(undefined, 3600), []);
	assert.equal(timeline.see(86).alerts[0]?.isNoData, false);
});

test('every place of a list has a life of its own, told in the order of rules and list', () => {
	const timeline = createTimeline(rulesOf('disks.percentage>85', 'disks.percentage>80'));
	const disks = (root: number, home: number): Seen => [
		['disks[/].percentage', root],
		['disks[/home].percentage', home],
	];
	timeline.learn(disks(10, 10));
	const {events, alerts} = timeline.see(disks(82, 90));
	assert.deepEqual(
		events.map(({sequence, alert}) => [sequence, alert.id, alert.ruleId, alert.metric]),
		[
			[1, 'run-1', 'disks.percentage above', 'disks[/home].percentage'],
			[2, 'run-2', 'disks.percentage above #2', 'disks[/].percentage'],
			[3, 'run-3', 'disks.percentage above #2', 'disks[/home].percentage'],
		],
	);
	assert.deepEqual(
		alerts.map(({id}) => id),
		['run-1', 'run-2', 'run-3'],
	);
});

test('what is gone for a minute ends its alert; what comes back before does not', () => {
	const timeline = createTimeline(rulesOf('disks.percentage>85'));
	const usb: Seen = [['disks[/mnt/usb].percentage', 97]];
	timeline.learn(usb);
	timeline.see(usb);
	assert.deepEqual(timeline.hold([], 59), []);
	assert.deepEqual(timeline.see(usb).events, []);
	assert.deepEqual(timeline.hold([], 60), []);
	const {events, alerts} = timeline.see([]);
	assert.deepEqual(events.map(describeEvent), ['cleared WARNING']);
	assert.equal(events[0]?.alert.message, 'Disk usage is no longer available (last value: 97.0%) on /mnt/usb');
	assert.deepEqual(alerts, []);
	assert.equal(timeline.states().byRule.get('disks.percentage above')?.size, 0);
});

test('what is not known is not gone', () => {
	const timeline = createTimeline(rulesOf('disks.percentage>85'));
	const usb: Seen = [['disks[/mnt/usb].percentage', 97]];
	timeline.learn(usb);
	timeline.see(usb);
	timeline.see([]);
	assert.deepEqual(timeline.hold(undefined, 600), []);
});

test('the alert of a rule that is taken away or switched off is cleared, others go on', () => {
	const [memory, load] = rulesOf('memory.percentage>80', 'load.load1>4');
	assert.ok(memory && load);
	const timeline = createTimeline([memory, load]);
	timeline.learn(1);
	timeline.see(90);
	timeline.setRules([{...memory, isEnabled: false}, load]);
	const {events, alerts} = timeline.see(90);
	assert.deepEqual(
		events.map(({kind, alert}) => [kind, alert.message]),
		[['cleared', 'Memory usage is no longer monitored (last value: 90.0%)']],
	);
	assert.deepEqual(
		alerts.map(({id, metric}) => [id, metric]),
		[['run-2', 'load.load1']],
	);
});

test('another threshold judges the same episode', () => {
	const timeline = createTimeline(rulesOf('memory.percentage>80'));
	timeline.learn(1);
	timeline.see(85);
	timeline.setRules(rulesOf('memory.percentage>70,84'));
	assert.deepEqual(
		timeline.see(85).events.map(({kind, alert}) => [kind, alert.id, alert.threshold]),
		[['escalated', 'run-1', 84]],
	);
	timeline.setRules(rulesOf('memory.percentage>95'));
	assert.deepEqual(timeline.see(85).events.map(describeEvent), ['cleared CRITICAL']);
});

test('an acknowledged alert is not repeated, but its rise and its end are told', () => {
	const timeline = createTimeline(rulesOf('memory.percentage>80,90 cooldown 2s'));
	timeline.learn(50);
	timeline.see(85);
	timeline.change(states => acknowledge(states, 'run-1'));
	assert.equal(timeline.see(85).alerts[0]?.isAcknowledged, true);
	assert.deepEqual(timeline.hold(85, 60), []);
	const {events, alerts} = timeline.see(95);
	assert.deepEqual(events.map(describeEvent), ['escalated CRITICAL']);
	assert.equal(alerts[0]?.isAcknowledged, false);
	assert.deepEqual(timeline.see(50).events.map(describeEvent), ['cleared CRITICAL']);
});

test('to acknowledge what is not there changes nothing', () => {
	const timeline = createTimeline(rulesOf('memory.percentage>80'));
	timeline.learn(90);
	timeline.see(90);
	const before = timeline.states();
	assert.equal(acknowledge(before, 'run-2'), before);
	const after = acknowledge(before, 'run-1');
	assert.notEqual(after, before);
	assert.equal(acknowledge(after, 'run-1'), after);
});

const targets: readonly (readonly [target: string, isSilenced: boolean])[] = [
	['disks[/data].percentage', true],
	['disks.percentage', true],
	['disks[*].percentage', true],
	['disk', true],
	['*', true],
	['disks.percentage above', true],
	['disks[/].percentage', false],
	['disks.free', false],
	['memory', false],
	['run-2', false],
];

for (const [target, isSilenced] of targets) {
	test(`a silence of ${target} ${isSilenced ? 'keeps' : 'does not keep'} an alert of disks[/data].percentage quiet`, () => {
		const timeline = createTimeline(rulesOf('disks.percentage>85'));
		const full: Seen = [['disks[/data].percentage', 90]];
		timeline.learn(full);
		timeline.change(states => ({...states, silences: silence(states.silences, target, startMs + 60_000)}));
		const {events, alerts} = timeline.see(full);
		assert.deepEqual(events.map(describeEvent), [isSilenced ? 'raised WARNING (silenced)' : 'raised WARNING']);
		assert.equal(alerts[0]?.isSilenced, isSilenced);
	});
}

test('what was raised in silence and lasts is told when the silence is over', () => {
	const timeline = createTimeline(rulesOf('memory.percentage>80,90 cooldown 5s'));
	timeline.learn(50);
	timeline.change(states => ({...states, silences: silence(states.silences, 'memory', startMs + 10_000)}));
	assert.deepEqual(timeline.see(85).events.map(describeEvent), ['raised WARNING (silenced)']);
	assert.deepEqual(timeline.see(95).events.map(describeEvent), ['escalated CRITICAL (silenced)']);
	assert.deepEqual(timeline.hold(95, 5), []);
	assert.deepEqual(timeline.see(95).events.map(describeEvent), ['repeated CRITICAL']);
	assert.deepEqual(timeline.states().silences, []);
	assert.deepEqual(timeline.see(50).events.map(describeEvent), ['cleared CRITICAL']);
});

test('who did not hear of an alert does not hear of its end', () => {
	const timeline = createTimeline(rulesOf('memory.percentage>80'));
	timeline.learn(50);
	timeline.change(states => ({...states, silences: silence(states.silences, 'memory', startMs + 4000)}));
	timeline.see(85);
	assert.deepEqual(timeline.hold(50, 1).map(describeEvent), ['cleared WARNING (silenced)']);
});

test('who heard of an alert hears of its end, even in silence', () => {
	const timeline = createTimeline(rulesOf('memory.percentage>80'));
	timeline.learn(50);
	timeline.see(85);
	timeline.change(states => ({...states, silences: silence(states.silences, 'run-1', startMs + 60_000)}));
	assert.deepEqual(timeline.hold(50, 1).map(describeEvent), ['cleared WARNING']);
});

test('a silence may be moved and ended, and there are not endlessly many', () => {
	let silences = silence([], 'memory', 10);
	silences = silence(silences, 'memory', 20);
	assert.deepEqual(silences, [{target: 'memory', untilMs: 20}]);
	for (let index = 0; index < 500; index++) {
		silences = silence(silences, `run-${index}`, 30);
	}

	assert.equal(silences.length, 100);
	assert.equal(silences.at(-1)?.target, 'run-499');
});

test('a step of the wall clock changes no duration', () => {
	const timeline = createTimeline(rulesOf('memory.percentage>80 for 5s cooldown 10s'));
	timeline.learn(50);
	const yesterdayMs = startMs - 86_400_000;
	assert.deepEqual(timeline.hold(90, 3), []);
	timeline.see(90, {wall: yesterdayMs});
	timeline.see(90, {wall: yesterdayMs + 1000});
	const {events} = timeline.see(90, {wall: yesterdayMs + 2000});
	assert.deepEqual(
		events.map(({kind, alert}) => [kind, alert.durationMs]),
		[['raised', 5000]],
	);
	assert.deepEqual(timeline.hold(90, 9), []);
	assert.equal(timeline.hold(90, 1).length, 1);
});

test('a suspended machine has not broken a threshold all night', () => {
	const timeline = createTimeline(rulesOf('memory.percentage>80 for 60s'));
	timeline.learn(50);
	timeline.see(90);
	assert.deepEqual(timeline.see(90, {afterMs: 8 * 3_600_000}).events, []);
	assert.deepEqual(timeline.hold(90, 58), []);
	assert.deepEqual(timeline.hold(90, 1).map(describeEvent), ['raised WARNING']);
});

test('`for` counts time: a monitor that is starved of processor time raises as early as any other', () => {
	for (const afterMs of [100, 1150, 7000, 29_000]) {
		const timeline = createTimeline(rulesOf('memory.percentage>80 for 60s'), 100);
		timeline.learn(50);
		timeline.see(90);
		let heldMs = 0;
		while (timeline.see(90, {afterMs}).events.length === 0) {
			heldMs += afterMs;
		}

		assert.equal(heldMs + afterMs, Math.ceil(60_000 / afterMs) * afterMs);
	}
});

test('`for` counts time: an interval of minutes is no gap', () => {
	const timeline = createTimeline(rulesOf('memory.percentage>80 for 10m'), 300_000);
	timeline.learn(50);
	assert.deepEqual(timeline.hold(90, 600), []);
	assert.deepEqual(timeline.see(90).events.map(describeEvent), ['raised WARNING']);
});

test('time that goes back, as in a recording that is wound back, neither ends nor repeats anything', () => {
	const timeline = createTimeline(rulesOf('memory.percentage>80 cooldown 10s'));
	timeline.learn(50);
	timeline.see(90);
	assert.deepEqual(timeline.see(90, {afterMs: -3_600_000}).events, []);
	assert.deepEqual(timeline.hold(90, 9), []);
	assert.deepEqual(timeline.see(90).events.map(describeEvent), ['repeated WARNING']);
});

test('thousands of mounts are bounded, those already known go on, and what is left out is counted', () => {
	const timeline = createTimeline(rulesOf('disks.percentage>85'));
	const disks = (count: number, percent: number): readonly (readonly [string, number])[] =>
		Array.from({length: count}, (_, index) => [`disks[/mnt/${index}].percentage`, percent]);
	timeline.learn(disks(4096, 50));
	const {skipped, alerts} = timeline.see([['disks[/new].percentage', 99], ...disks(4096, 90)]);
	assert.equal(skipped, 1);
	assert.equal(alerts.length, 4096);
});

test('an evaluation leaves the states before it as they were', () => {
	const timeline = createTimeline(rulesOf('memory.percentage>80'));
	timeline.learn(90);
	const before = timeline.states();
	const snapshot = structuredClone(before.byRule);
	timeline.see(90);
	assert.deepEqual(before.byRule, snapshot);
});
