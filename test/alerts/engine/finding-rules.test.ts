import assert from 'node:assert/strict';
import {test} from 'node:test';
import {acknowledgeAlert, changeRules, silenceTarget} from '../../../source/alerts/engine/alert-engine.js';
import {createRules} from '../../../source/alerts/rules/create-rules.js';
import {defaultRules} from '../../../source/alerts/rules/default-rules.js';
import type {AlertRuleOptions} from '../../../source/alerts/rules/rule.js';
import {componentFilter} from '../../../source/delivery/filters.js';
import type {Finding} from '../../../source/diagnosis/finding.js';
import type {Process} from '../../../source/metrics/snapshot.js';
import {saturatedDisk} from '../../helpers/findings.js';
import {processesOf, processOf} from '../../helpers/processes.js';
import {disk, memory, ok} from '../../helpers/samples.js';
import {type Changes, type Found, machine} from '../finding-machine.js';

const saturated = saturatedDisk();
const slow = saturatedDisk({severity: 'warning', sentence: 'Disk sda is saturated (92.0% busy)'});

type Step = readonly [seconds: number, found: Found, changes?: Changes];

const failed: Changes = {disk_io: {state: 'error'}};

const lives: readonly (readonly [title: string, rule: string, steps: readonly Step[], changes: readonly string[]])[] = [
	[
		'is raised after its time, escalates, and is cleared a minute after the finding is gone',
		'disk.saturated for 20s',
		[
			[5, []],
			[40, [slow]],
			[10, [saturated]],
			[80, []],
		],
		[
			'26 raised WARNING finding disk.saturated[sda]',
			'46 escalated CRITICAL finding disk.saturated[sda]',
			'115 cleared CRITICAL finding disk.saturated[sda]',
		],
	],
	[
		'is raised after ten seconds by default',
		'disk.saturated',
		[[12, [saturated]]],
		['11 raised CRITICAL finding disk.saturated[sda]'],
	],
	[
		'is raised at once without a time',
		'disk.saturated for 0s',
		[[2, [slow]]],
		['1 raised WARNING finding disk.saturated[sda]'],
	],
	[
		'is not raised by a finding that comes and goes before its time',
		'disk.saturated for 10s',
		Array.from({length: 20}, (_, index): Step => [6, index % 2 === 0 ? [saturated] : []]),
		[],
	],
	[
		'is not raised by a finding less severe than required, and is cleared when it is so for a minute',
		'disk.saturated severity critical for 10s',
		[
			[60, [slow]],
			[20, [saturated]],
			[30, [slow]],
			[30, [saturated]],
			[70, [slow]],
		],
		['71 raised CRITICAL finding disk.saturated[sda]', '200 cleared CRITICAL finding disk.saturated[sda]'],
	],
	['is not raised by a note', 'disk.saturated for 0s', [[60, [saturatedDisk({severity: 'note'})]]], []],
	[
		'is raised by a note if the rule says so',
		'disk.saturated severity note for 0s',
		[[5, [saturatedDisk({severity: 'note'})]]],
		['1 raised WARNING finding disk.saturated[sda]'],
	],
	[
		'continues when the finding comes back within a minute',
		'disk.saturated for 0s cooldown 1h',
		[
			[5, [saturated]],
			[50, []],
			[5, [saturated]],
			[59, []],
			[5, [slow]],
		],
		['1 raised CRITICAL finding disk.saturated[sda]'],
	],
	[
		'is repeated after its cooldown',
		'disk.saturated for 0s cooldown 1m',
		[[125, [saturated]]],
		[
			'1 raised CRITICAL finding disk.saturated[sda]',
			'61 repeated CRITICAL finding disk.saturated[sda]',
			'121 repeated CRITICAL finding disk.saturated[sda]',
		],
	],
	[
		'is neither raised nor cleared while its metric is missing',
		'disk.saturated for 20s',
		[
			[15, [saturated]],
			[300, [], failed],
			[15, [saturated]],
			[300, [], failed],
			[70, undefined],
			[62, []],
		],
		['322 raised CRITICAL finding disk.saturated[sda]', '761 cleared CRITICAL finding disk.saturated[sda]'],
	],
	[
		'is cleared when its metric is switched off',
		'disk.saturated for 0s',
		[
			[5, [saturated]],
			[62, [], {disk_io: {state: 'disabled'}, pressure: {state: 'disabled'}}],
		],
		['1 raised CRITICAL finding disk.saturated[sda]', '65 cleared CRITICAL finding disk.saturated[sda]'],
	],
	[
		'that flaps is raised three times and then stays',
		'disk.saturated for 0s',
		Array.from({length: 12}, (_, index): Step => [index % 2 === 0 ? 5 : 65, index % 2 === 0 ? [slow] : []]),
		[
			'1 raised WARNING finding disk.saturated[sda]',
			'65 cleared WARNING finding disk.saturated[sda]',
			'71 raised WARNING finding disk.saturated[sda]',
			'135 cleared WARNING finding disk.saturated[sda]',
			'141 raised WARNING finding disk.saturated[sda]',
		],
	],
];

for (const [title, rule, steps, changes] of lives) {
	test(`an alert of a finding ${title}`, () => {
		const {hold} = machine(rule);
		const seen = steps.flatMap(([seconds, found, readings]) => hold(seconds, found, readings));
		assert.deepEqual(
			seen.filter(change => title.includes('repeated') || !change.includes('repeated')),
			changes,
		);
	});
}

test('the message is the sentence, as it is now', () => {
	const {see, hold, alerts} = machine('disk.saturated for 0s');
	assert.equal(see([slow])[0]?.alert.message, 'Disk sda is saturated (92.0% busy)');
	assert.equal(see([saturated])[0]?.alert.message, saturated.sentence);
	see([{...saturated, sentence: 'Disk sda is saturated (99.0% busy)'}]);
	assert.equal(alerts()[0]?.message, 'Disk sda is saturated (99.0% busy)');
	see([]);
	assert.equal(alerts()[0]?.message, 'Disk sda is saturated (99.0% busy)', 'it is the latest one while it is gone');
	hold(58, []);
	assert.equal(see([])[0]?.alert.message, 'Resolved: Disk sda is saturated (99.0% busy)');
});

test('hostile sentences are printable', () => {
	const {see} = machine('disk.saturated for 0s');
	assert.equal(see([saturatedDisk({sentence: '\u{1B}[2J\nx'})])[0]?.alert.message, '·[2J·x');
});

test('the processes are the culprits, with their shares', () => {
	const {see, alerts} = machine('disk.saturated for 0s');
	const [group] = saturatedDisk({
		culprits: [{pid: undefined, name: 'web', user: undefined, groupPath: '/web', share: '1 MB/s'}],
	}).culprits;
	assert.ok(group);
	const gone = {pid: 7, name: 'dd', user: undefined, groupPath: undefined, share: '2 MB/s'};
	see([{...slow, culprits: []}]);
	assert.deepEqual(alerts()[0]?.topProcesses, []);
	// The diagnosis finds them later.
	see([{...saturated, culprits: [...saturated.culprits, gone, group]}], {}, [
		processOf(42, {name: 'fio', cpuPercent: 12, residentSetBytes: 4096}),
	]);
	assert.deepEqual(alerts()[0]?.topProcesses, [
		{pid: 42, name: 'fio', cpuPercent: 12, residentSetBytes: 4096, share: '40.0 MB/s'},
		{pid: 7, name: 'dd', cpuPercent: undefined, residentSetBytes: undefined, share: '2 MB/s'},
	]);
});

const places: readonly (readonly [rule: string, paths: readonly string[]])[] = [
	['disk.saturated for 0s', ['finding disk.saturated[sda]', 'finding disk.saturated[sdb]', 'finding disk.saturated']],
	['disk.saturated[sdb] for 0s', ['finding disk.saturated[sdb]']],
	['disk.saturated[sd] for 0s', []],
	['group.throttled[web.service] for 0s', ['finding group.throttled[/system.slice/web.service]']],
	['group.throttled[/system.slice/web.service] for 0s', ['finding group.throttled[/system.slice/web.service]']],
	['finding *[sdb] for 0s', ['finding disk.saturated[sdb]']],
	[
		'finding * severity critical for 0s',
		['finding disk.saturated[sda]', 'finding disk.saturated[sdb]', 'finding memory.swapping'],
	],
];

for (const [rule, paths] of places) {
	test(`"${rule}" has an alert for each place that it matches`, () => {
		const {see, alerts} = machine(rule);
		see([
			saturated,
			saturatedDisk({where: 'sdb'}),
			saturatedDisk({severity: 'warning', where: undefined}),
			saturatedDisk({id: 'group.throttled', severity: 'warning', where: '/system.slice/web.service'}),
			saturatedDisk({id: 'memory.swapping', where: '/system.slice/db.service'}),
		]);
		assert.deepEqual(
			alerts().map(({metric}) => metric),
			paths,
		);
	});
}

test('an alert stays the same while the cause changes', () => {
	const {hold, alerts} = machine('memory.swapping for 5s');
	const swapping = (where: string): Finding => saturatedDisk({id: 'memory.swapping', where});
	const changes = Array.from({length: 20}, (_, index) => hold(1, [swapping(`/group/${index}`)]));
	assert.deepEqual(changes.flat(), ['6 raised CRITICAL finding memory.swapping']);
	assert.equal(alerts().length, 1);
});

test('two findings of one place are one alert of the worse one', () => {
	const {see, alerts} = machine('kernel.event for 0s');
	const crash = saturatedDisk({id: 'kernel.event', severity: 'warning', where: 'x', sentence: 'x crashed'});
	const hung = saturatedDisk({id: 'kernel.event', where: 'x', sentence: 'x has hung'});
	see([hung, crash]);
	assert.deepEqual(
		alerts().map(({message}) => message),
		['x has hung'],
	);
	see([crash, hung]);
	assert.deepEqual(
		alerts().map(({message}) => message),
		['x has hung'],
	);
});

test('a space that is unknown does not clear the alert of a full disk', () => {
	const {hold} = machine('finding disk.full for 0s');
	const full = saturatedDisk({id: 'disk.full', where: '/data'});
	hold(5, [full]);
	const {space: _, ...data} = disk('/data', 99);
	const silent: Changes = {disks: ok([{...data, space: {state: 'timeout'}}])};
	assert.deepEqual(hold(200, [], silent), []);
	assert.deepEqual(hold(70, [full]), []);
	assert.deepEqual(hold(62, []), ['335 cleared CRITICAL finding disk.full[/data]'], 'it is unmounted');
});

test('a finding about processes is not absent while they are only counted', () => {
	const {hold} = machine('process.zombies for 0s');
	const zombies = saturatedDisk({id: 'process.zombies', severity: 'warning', where: undefined});
	const counted = (list: readonly Process[] | undefined): Changes => ({
		processes: ok(processesOf(list, {total: 1})),
	});
	hold(5, [zombies], counted([]));
	assert.deepEqual(hold(200, [], counted(undefined)), []);
	hold(1, [zombies], counted([]));
	assert.deepEqual(hold(62, [], counted([])), ['266 cleared WARNING finding process.zombies']);
});

/** Findings with the alerts of the default rules, after two minutes. */
const doubles: readonly (readonly [title: string, found: readonly Finding[], Changes, paths: readonly string[]])[] = [
	['another finding', [saturated], {}, ['finding disk.saturated[sda]']],
	['a warning', [slow], {}, []],
	[
		'a full disk',
		[saturatedDisk({id: 'disk.full', where: '/data'})],
		{disks: ok([disk('/data', 97)])},
		['disks[/data].percentage'],
	],
	[
		'a full disk of another kind',
		[saturatedDisk({id: 'disk.inodes', where: '/data'})],
		{disks: ok([disk('/data', 50)])},
		['finding disk.inodes[/data]'],
	],
	[
		'little memory',
		[saturatedDisk({id: 'memory.low', where: undefined}), saturatedDisk({id: 'memory.pressure', where: undefined})],
		{memory: ok({...memory, usedPercent: 96})},
		['memory.percentage'],
	],
	[
		'memory pressure of a group while the machine has memory',
		[saturatedDisk({id: 'memory.pressure', where: undefined})],
		{},
		['finding memory.pressure'],
	],
	[
		'an OOM kill',
		[saturatedDisk({id: 'memory.oom_kill', where: '/docker/ab'})],
		{memory: ok({...memory, usedPercent: 96})},
		['memory.percentage', 'finding memory.oom_kill[/docker/ab]'],
	],
];

for (const [title, found, changes, paths] of doubles) {
	test(`the default rules have one alert for ${title}`, () => {
		const {hold, alerts} = machine(...defaultRules);
		hold(59, found, changes);
		assert.ok(
			alerts().every(({metric}) => !metric.startsWith('finding')),
			'a critical finding must last a minute',
		);
		hold(61, found, changes);
		assert.deepEqual(
			alerts().map(({metric}) => metric),
			paths,
		);
	});
}

test('a rule for all findings leaves those of other rules to them', () => {
	const rows: readonly (readonly [rule: AlertRuleOptions | string, isLeft: boolean])[] = [
		['disk.saturated for 1h', true],
		['disk.saturated[sda] severity critical for 1h', true],
		[{metric: 'finding disk.saturated', enabled: false}, true],
		['disk.saturated[sdb] for 1h', false],
		['disk.full for 1h', false],
		['disks.percentage>98', false],
	];
	for (const [rule, isLeft] of rows) {
		const {see, alerts} = machine('finding * for 0s', rule);
		see([saturated]);
		assert.equal(alerts().length, isLeft ? 0 : 1, JSON.stringify(rule));
	}

	const events = machine('finding * for 0s', 'event oom_kill', 'event io_error[sda]');
	events.see([saturatedDisk({id: 'memory.oom_kill'}), saturatedDisk({id: 'disk.errors'})]);
	assert.deepEqual(
		events.alerts().map(({metric}) => metric),
		['finding disk.errors[sda]'],
	);
	const one = machine('finding * for 0s', 'disks[/data].percentage>80');
	one.see([saturatedDisk({id: 'disk.full', where: '/data'}), saturatedDisk({id: 'disk.full', where: '/'})]);
	assert.deepEqual(
		one.alerts().map(({metric}) => metric),
		['finding disk.full[/]'],
	);
});

test('an alert of memory pressure continues when that of memory begins', () => {
	const {hold} = machine(...defaultRules);
	const pressure = saturatedDisk({id: 'memory.pressure', where: undefined});
	assert.deepEqual(hold(62, [pressure]), ['61 raised CRITICAL finding memory.pressure']);
	const full: Changes = {memory: ok({...memory, usedPercent: 85})};
	assert.deepEqual(hold(100, [pressure], full), ['63 raised WARNING memory.percentage']);
});

test('an alert is silenced by its rule, its finding, its place, and its component', () => {
	const rows: readonly (readonly [target: string, isSilenced: boolean])[] = [
		['finding *', true],
		['disk.saturated', true],
		['finding disk.saturated', true],
		['finding disk.saturated[sda]', true],
		['disk', true],
		['*', true],
		['finding disk.saturated[sdb]', false],
		['finding disk.full', false],
		['disk.satur', false],
		['memory', false],
	];
	for (const [target, isSilenced] of rows) {
		const {change, see, nowMs} = machine('finding * for 0s');
		change(before => silenceTarget(before, target, nowMs() + 60_000));
		assert.equal(see([saturated])[0]?.isSilenced, isSilenced, target);
	}
});

test('an acknowledged alert is not repeated until it gets worse', () => {
	const {change, hold, alerts} = machine('disk.saturated for 0s cooldown 1m');
	hold(1, [slow]);
	change(before => acknowledgeAlert(before, alerts()[0]?.id ?? ''));
	assert.deepEqual(hold(200, [slow]), []);
	assert.deepEqual(hold(1, [saturated]), ['202 escalated CRITICAL finding disk.saturated[sda]']);
	assert.equal(alerts()[0]?.isAcknowledged, false);
});

test('an alert has the component of its finding', () => {
	const {see, alerts} = machine('finding * for 0s');
	see([
		saturated,
		saturatedDisk({id: 'memory.oom_kill'}),
		saturatedDisk({id: 'cpu.saturated'}),
		saturatedDisk({id: 'group.pids'}),
		saturatedDisk({id: 'tcp.ports'}),
		saturatedDisk({id: 'raid.degraded'}),
	]);
	assert.deepEqual(
		alerts().map(({component}) => component),
		['disk', 'memory', 'processor', 'groups', 'network', 'disk'],
	);
	assert.equal(alerts().filter(componentFilter(['memory'])).length, 1);
});

test('an alert stays the same over a restart, which raises nothing twice', () => {
	const {hold, restart, alerts} = machine('disk.saturated for 5s cooldown 1h');
	hold(20, [saturated]);
	const [before] = alerts();
	restart(30);
	// The diagnosis needs some seconds.
	assert.deepEqual(hold(10, []), []);
	assert.equal(alerts()[0]?.isNoData, true);
	assert.deepEqual(hold(20, [slow]), []);
	assert.deepEqual([alerts()[0]?.id, alerts()[0]?.isNoData], [before?.id, false]);
	restart();
	assert.deepEqual(hold(61, []), ['142 cleared CRITICAL finding disk.saturated[sda]'], 'it is gone');
});

test('the time of a finding continues over a restart', () => {
	const {hold, restart} = machine('disk.saturated for 60s');
	hold(50, [saturated]);
	restart(100);
	assert.deepEqual(hold(5, []), []);
	assert.deepEqual(hold(15, [saturated]), ['167 raised CRITICAL finding disk.saturated[sda]']);
});

test('an alert of a removed rule is cleared', () => {
	const {hold, change, see} = machine('disk.saturated for 0s');
	hold(5, [saturated]);
	change(before => changeRules(before, createRules(['disk.full for 0s'])));
	const [cleared] = see([saturated]);
	assert.deepEqual([cleared?.kind, cleared?.alert.message], ['cleared', `No longer monitored: ${saturated.sentence}`]);
});

test('findings that came and went are forgotten', () => {
	const {hold, change} = machine('finding * for 5s');
	for (let index = 0; index < 100; index += 1) {
		hold(1, [saturatedDisk({where: `sd${index}`})]);
	}

	change(before => {
		assert.equal(
			[...before.states.byRule.values()].reduce((sum, {size}) => sum + size, 0),
			1,
		);
		return before;
	});
});
