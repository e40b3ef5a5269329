import assert from 'node:assert/strict';
import {test} from 'node:test';
import {acknowledge} from '../../../source/alerts/engine/acknowledge.js';
import {silence} from '../../../source/alerts/engine/silence.js';
import {startMs} from '../../helpers/samples.js';
import {createTimeline, describeEvent, rulesOf, type Seen} from '../timeline.js';

type Step = readonly [value: Seen, event?: string];

/** Values, one per second after two that are not evaluated, and the event of each. */
const lives: readonly (readonly [title: string, rule: string, steps: readonly Step[]])[] = [
	['a value at the threshold does not break it', 'memory.percentage>80', [[80], [80.1, 'raised WARNING']]],
	['a low value breaks a rule on low values', 'memory.percentage<20,10', [[20], [19, 'raised WARNING']]],
	['the first notification may be of CRITICAL', 'memory.percentage>80,90', [[95, 'raised CRITICAL']]],
	[
		'a rule can have only a CRITICAL threshold',
		'memory.percentage>,90',
		[[85], [91, 'raised CRITICAL'], [85, 'cleared CRITICAL']],
	],
	[
		'an alert is cleared five points inside the threshold',
		'memory.percentage>80',
		[[81, 'raised WARNING'], [79], [75.1], [75, 'cleared WARNING'], [79], [81, 'raised WARNING']],
	],
	[
		'an alert is cleared at the clear value of the rule',
		'memory.percentage>80 clear 60',
		[[81, 'raised WARNING'], [61], [60, 'cleared WARNING']],
	],
	[
		'an escalation is reported immediately, regardless of the cooldown',
		'memory.percentage>80,90 cooldown 1h',
		[[81, 'raised WARNING'], [91, 'escalated CRITICAL'], [99]],
	],
	[
		'a deescalation is reported after a cooldown without critical values',
		'memory.percentage>80,90 cooldown 3s',
		[[91, 'raised CRITICAL'], [85], [85], [85, 'deescalated WARNING'], [85], [91, 'escalated CRITICAL']],
	],
	[
		'a critical value restarts the wait for deescalation',
		'memory.percentage>80,90 cooldown 3s',
		[[91, 'raised CRITICAL'], [85], [85], [91, 'repeated CRITICAL'], [85], [85], [85, 'deescalated WARNING']],
	],
	[
		'a critical alert is cleared immediately, with the level CRITICAL',
		'memory.percentage>80,90',
		[
			[91, 'raised CRITICAL'],
			[70, 'cleared CRITICAL'],
		],
	],
	[
		'a deescalated alert is cleared with the level CRITICAL',
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
		'an alert is not repeated while the value is inside the threshold',
		'memory.percentage>80 cooldown 2s',
		[[81, 'raised WARNING'], [79], [79], [79], [79], [81, 'repeated WARNING']],
	],
	[
		'a second incident is raised immediately, regardless of the cooldown',
		'memory.percentage>80 cooldown 1h',
		[
			[81, 'raised WARNING'],
			[70, 'cleared WARNING'],
			[81, 'raised WARNING'],
		],
	],
	[
		'for: each value must be past the threshold',
		'memory.percentage>80 for 2s',
		[[81], [81], [80], [81], [81], [81, 'raised WARNING']],
	],
	['for: the level is that of the last value', 'memory.percentage>80,90 for 2s', [[81], [81], [95, 'raised CRITICAL']]],
	[
		'for: a missing value neither counts nor restarts the duration',
		'memory.percentage>80 for 2s',
		[[81], [81], [undefined], [undefined], [81], [81, 'raised WARNING']],
	],
	[
		'a missing value changes nothing',
		'memory.percentage>80 cooldown 1s',
		[[undefined], [81, 'raised WARNING'], [undefined], [undefined], [undefined], [undefined], [70, 'cleared WARNING']],
	],
	[
		'after three raises in ten minutes an alert is cleared only after a whole cooldown',
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
		timeline.skipFirst(50);
		assert.deepEqual(
			steps.map(([value]) => timeline.see(value).events.map(describeEvent).join()),
			steps.map(([, event]) => event ?? ''),
		);
	});
}

test('the first two values raise no alert', () => {
	const timeline = createTimeline(rulesOf('memory.percentage>80'));
	assert.deepEqual(
		[99, 99, 99].map(value => timeline.see(value).events.length),
		[0, 0, 1],
	);
});

test('missing values do not count as first values', () => {
	const timeline = createTimeline(rulesOf('network.receive_rate>10'));
	timeline.hold([['network.receive_rate', undefined]], 60);
	assert.deepEqual(
		[99, 99, 99].map(value => timeline.see(value).events.length),
		[0, 0, 1],
	);
});

test('an alert has message, metric, start and range', () => {
	const timeline = createTimeline(rulesOf('disks.percentage>85,95 for 2s'));
	const disk = (percent: number): Seen => [['disks[/data].percentage', percent]];
	timeline.skipFirst(disk(50));
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

test('an alert without data keeps firing and is marked', () => {
	const timeline = createTimeline(rulesOf('memory.percentage>80'));
	timeline.skipFirst(50);
	timeline.see(85);
	timeline.see(undefined);
	assert.equal(timeline.see(undefined).alerts[0]?.isNoData, false);
	const [alert] = timeline.see(undefined).alerts;
	assert.deepEqual([alert?.isNoData, alert?.value, alert?.timestampMs], [true, 85, startMs + 3000]);
	assert.deepEqual(timeline.hold(undefined, 3600), []);
	assert.equal(timeline.see(86).alerts[0]?.isNoData, false);
});

test('each series of a list has its own episode, in the order of rules and list', () => {
	const timeline = createTimeline(rulesOf('disks.percentage>85', 'disks.percentage>80'));
	const disks = (root: number, home: number): Seen => [
		['disks[/].percentage', root],
		['disks[/home].percentage', home],
	];
	timeline.skipFirst(disks(10, 10));
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

test('an alert is cleared when its series is missing for a minute, not before', () => {
	const timeline = createTimeline(rulesOf('disks.percentage>85'));
	const usb: Seen = [['disks[/mnt/usb].percentage', 97]];
	timeline.skipFirst(usb);
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

test('an unknown value is not a missing series', () => {
	const timeline = createTimeline(rulesOf('disks.percentage>85'));
	const usb: Seen = [['disks[/mnt/usb].percentage', 97]];
	timeline.skipFirst(usb);
	timeline.see(usb);
	timeline.see([]);
	assert.deepEqual(timeline.hold(undefined, 600), []);
});

test('the alerts of removed and disabled rules are cleared, others continue', () => {
	const [memory, load] = rulesOf('memory.percentage>80', 'load.load1>4');
	assert.ok(memory && load);
	const timeline = createTimeline([memory, load]);
	timeline.skipFirst(1);
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

test('a changed threshold applies to the same episode', () => {
	const timeline = createTimeline(rulesOf('memory.percentage>80'));
	timeline.skipFirst(1);
	timeline.see(85);
	timeline.setRules(rulesOf('memory.percentage>70,84'));
	assert.deepEqual(
		timeline.see(85).events.map(({kind, alert}) => [kind, alert.id, alert.threshold]),
		[['escalated', 'run-1', 84]],
	);
	timeline.setRules(rulesOf('memory.percentage>95'));
	assert.deepEqual(timeline.see(85).events.map(describeEvent), ['cleared CRITICAL']);
});

test('an acknowledged alert is not repeated, but escalated and cleared', () => {
	const timeline = createTimeline(rulesOf('memory.percentage>80,90 cooldown 2s'));
	timeline.skipFirst(50);
	timeline.see(85);
	timeline.change(states => acknowledge(states, 'run-1'));
	assert.equal(timeline.see(85).alerts[0]?.isAcknowledged, true);
	assert.deepEqual(timeline.hold(85, 60), []);
	const {events, alerts} = timeline.see(95);
	assert.deepEqual(events.map(describeEvent), ['escalated CRITICAL']);
	assert.equal(alerts[0]?.isAcknowledged, false);
	assert.deepEqual(timeline.see(50).events.map(describeEvent), ['cleared CRITICAL']);
});

test('acknowledging an unknown alert changes nothing', () => {
	const timeline = createTimeline(rulesOf('memory.percentage>80'));
	timeline.skipFirst(90);
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
	test(`a silence of ${target} ${isSilenced ? 'silences' : 'does not silence'} an alert of disks[/data].percentage`, () => {
		const timeline = createTimeline(rulesOf('disks.percentage>85'));
		const full: Seen = [['disks[/data].percentage', 90]];
		timeline.skipFirst(full);
		timeline.change(states => ({...states, silences: silence(states.silences, target, startMs + 60_000)}));
		const {events, alerts} = timeline.see(full);
		assert.deepEqual(events.map(describeEvent), [isSilenced ? 'raised WARNING (silenced)' : 'raised WARNING']);
		assert.equal(alerts[0]?.isSilenced, isSilenced);
	});
}

test('an alert raised during a silence is reported when the silence ends', () => {
	const timeline = createTimeline(rulesOf('memory.percentage>80,90 cooldown 5s'));
	timeline.skipFirst(50);
	timeline.change(states => ({...states, silences: silence(states.silences, 'memory', startMs + 10_000)}));
	assert.deepEqual(timeline.see(85).events.map(describeEvent), ['raised WARNING (silenced)']);
	assert.deepEqual(timeline.see(95).events.map(describeEvent), ['escalated CRITICAL (silenced)']);
	assert.deepEqual(timeline.hold(95, 5), []);
	assert.deepEqual(timeline.see(95).events.map(describeEvent), ['repeated CRITICAL']);
	assert.deepEqual(timeline.states().silences, []);
	assert.deepEqual(timeline.see(50).events.map(describeEvent), ['cleared CRITICAL']);
});

test('the end of an unreported alert is not reported', () => {
	const timeline = createTimeline(rulesOf('memory.percentage>80'));
	timeline.skipFirst(50);
	timeline.change(states => ({...states, silences: silence(states.silences, 'memory', startMs + 4000)}));
	timeline.see(85);
	assert.deepEqual(timeline.hold(50, 1).map(describeEvent), ['cleared WARNING (silenced)']);
});

test('the end of a reported alert is reported during a silence too', () => {
	const timeline = createTimeline(rulesOf('memory.percentage>80'));
	timeline.skipFirst(50);
	timeline.see(85);
	timeline.change(states => ({...states, silences: silence(states.silences, 'run-1', startMs + 60_000)}));
	assert.deepEqual(timeline.hold(50, 1).map(describeEvent), ['cleared WARNING']);
});

test('a silence can be changed and ended, and the number of silences is bounded', () => {
	let silences = silence([], 'memory', 10);
	silences = silence(silences, 'memory', 20);
	assert.deepEqual(silences, [{target: 'memory', untilMs: 20}]);
	for (let index = 0; index < 500; index++) {
		silences = silence(silences, `run-${index}`, 30);
	}

	assert.equal(silences.length, 100);
	assert.equal(silences.at(-1)?.target, 'run-499');
});

test('a step of the wall clock does not change durations', () => {
	const timeline = createTimeline(rulesOf('memory.percentage>80 for 5s cooldown 10s'));
	timeline.skipFirst(50);
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

test('the time of a suspend does not count as a breach', () => {
	const timeline = createTimeline(rulesOf('memory.percentage>80 for 60s'));
	timeline.skipFirst(50);
	timeline.see(90);
	assert.deepEqual(timeline.see(90, {afterMs: 8 * 3_600_000}).events, []);
	assert.deepEqual(timeline.hold(90, 58), []);
	assert.deepEqual(timeline.hold(90, 1).map(describeEvent), ['raised WARNING']);
});

test('`for` counts time: delayed evaluations do not delay an alert', () => {
	for (const afterMs of [100, 1150, 7000, 29_000]) {
		const timeline = createTimeline(rulesOf('memory.percentage>80 for 60s'), 100);
		timeline.skipFirst(50);
		timeline.see(90);
		let heldMs = 0;
		while (timeline.see(90, {afterMs}).events.length === 0) {
			heldMs += afterMs;
		}

		assert.equal(heldMs + afterMs, Math.ceil(60_000 / afterMs) * afterMs);
	}
});

test('`for` counts time: an interval of minutes is not a gap', () => {
	const timeline = createTimeline(rulesOf('memory.percentage>80 for 10m'), 300_000);
	timeline.skipFirst(50);
	assert.deepEqual(timeline.hold(90, 600), []);
	assert.deepEqual(timeline.see(90).events.map(describeEvent), ['raised WARNING']);
});

test('a time that goes back, as in a rewound recording, neither clears nor repeats alerts', () => {
	const timeline = createTimeline(rulesOf('memory.percentage>80 cooldown 10s'));
	timeline.skipFirst(50);
	timeline.see(90);
	assert.deepEqual(timeline.see(90, {afterMs: -3_600_000}).events, []);
	assert.deepEqual(timeline.hold(90, 9), []);
	assert.deepEqual(timeline.see(90).events.map(describeEvent), ['repeated WARNING']);
});

test('the number of series is bounded: known ones continue, skipped ones are counted', () => {
	const timeline = createTimeline(rulesOf('disks.percentage>85'));
	const disks = (count: number, percent: number): readonly (readonly [string, number])[] =>
		Array.from({length: count}, (_, index) => [`disks[/mnt/${index}].percentage`, percent]);
	timeline.skipFirst(disks(4096, 50));
	const {skipped, alerts} = timeline.see([['disks[/new].percentage', 99], ...disks(4096, 90)]);
	assert.equal(skipped, 1);
	assert.equal(alerts.length, 4096);
});

test('an evaluation does not modify the previous states', () => {
	const timeline = createTimeline(rulesOf('memory.percentage>80'));
	timeline.skipFirst(90);
	const before = timeline.states();
	const snapshot = structuredClone(before.byRule);
	timeline.see(90);
	assert.deepEqual(before.byRule, snapshot);
});
