import assert from 'node:assert/strict';
import {test} from 'node:test';
import {observe} from '../../../source/alerts/engine/observe.js';
import {createRules} from '../../../source/alerts/rules/create-rules.js';
import {defaultRules} from '../../../source/alerts/rules/default-rules.js';
import type {Reading} from '../../../source/metrics/reading.js';
import type {Disk, DiskIo, Metrics} from '../../../source/metrics/snapshot.js';
import {groupOf} from '../../helpers/groups.js';
import {deviceIo, disk, memory, ok, raidArray, snapshotAt} from '../../helpers/samples.js';
import {rulesOf} from '../timeline.js';

type Changes = {readonly [Name in keyof Metrics]?: Reading<Metrics[Name]>};

/** Returns the values that a rule observes, by path; `undefined` when the series are unknown. */
function seen(rule: string, changes: Changes = {}) {
	const rules = rulesOf(rule);
	const {series} = observe(rules, snapshotAt(0, changes));
	return series.get(rules[0]?.id ?? '')?.map(({path, value}) => [path, value]);
}

const readOnly = (path: string): Disk => ({...disk(path, 100, 1), isReadOnly: true});

const diskIo: DiskIo = {
	readBytesPerSecond: 1,
	writeBytesPerSecond: 1,
	readsPerSecond: 1,
	writesPerSecond: 1,
	busyPercent: 1,
	devices: [deviceIo('vda', '254:0'), deviceIo('md0', '9:0', {awaitMs: undefined})],
};

const sightings: readonly (readonly [title: string, rule: string, changes: Changes, expected: unknown])[] = [
	['one number', 'memory.percentage>80', {}, [['memory.percentage', 75]]],
	[
		'all disks',
		'disks.percentage>80',
		{},
		[
			['disks[/].percentage', 62.4],
			['disks[/data].percentage', 96.2],
		],
	],
	['the disk of the selector', 'disks[/data].percentage>80', {}, [['disks[/data].percentage', 96.2]]],
	['nothing where the disk of the selector is not mounted', 'disks[/nas].percentage>80', {}, []],
	[
		'the service of the selector, even when messages leave it out',
		'groups[idle.service].memory_percentage>90',
		{
			groups: ok({
				list: [
					...Array.from({length: 60}, (_, index) =>
						groupOf(`busy-${index}.service`, {cpuPercent: 10, memoryBytes: 1e9}),
					),
					groupOf('idle.service', {memoryBytes: 40, memoryLimitBytes: 100, memoryPercent: 40}),
				],
				total: 61,
				unreached: 0,
				failedUnits: undefined,
			}),
		},
		[['groups[idle.service].memory_percentage', 40]],
	],
	[
		'all services, of which one has no limit',
		'groups[*].throttled_percent>10',
		{
			groups: ok({
				list: [groupOf('a.service', {throttledPercent: 83}), groupOf('b.service')],
				total: 2,
				unreached: 0,
				failedUnits: undefined,
			}),
		},
		[
			['groups[a.service].throttled_percent', 83],
			['groups[b.service].throttled_percent', undefined],
		],
	],
	[
		'a number that is not yet known',
		'memory.percentage>80',
		{memory: {state: 'pending'}},
		[['memory.percentage', undefined]],
	],
	[
		'a number that cannot be read',
		'memory.percentage>80',
		{memory: {state: 'error', reason: 'permission denied'}},
		[['memory.percentage', undefined]],
	],
	['nothing of what the machine does not have', 'gpus.temperature>80', {gpu: {state: 'unsupported'}}, []],
	['nothing of what is switched off', 'memory.percentage>80', {memory: {state: 'disabled'}}, []],
	['no series of an unreadable list', 'disks.free<1', {disks: {state: 'stale'}}, undefined],
	[
		'a disk that does not respond',
		'disks.free<1',
		{disks: ok([{...disk('/nas', 50), space: {state: 'timeout'}}])},
		[['disks[/nas].free', undefined]],
	],
	[
		'no read-only disk',
		'disks.percentage>80',
		{disks: ok([disk('/', 50), readOnly('/snap/core')])},
		[['disks[/].percentage', 50]],
	],
	[
		'a disk that an error made read-only',
		'disks.percentage>80',
		{disks: ok([{...readOnly('/data'), isUnexpectedlyReadOnly: true}])},
		[['disks[/data].percentage', 100]],
	],
	['the busiest disk', 'disk_io.busy_percent>90', {}, [['disk_io.busy_percent', 14]]],
	['the device of the selector', 'disk_io[vda].await_ms>20', {disk_io: ok(diskIo)}, [['disk_io[vda].await_ms', 2.5]]],
	[
		'every device, also one without requests',
		'disk_io[*].await_ms>20',
		{disk_io: ok(diskIo)},
		[
			['disk_io[vda].await_ms', 2.5],
			['disk_io[md0].await_ms', undefined],
		],
	],
	[
		'every array',
		'raid.failed_devices>0',
		{raid: ok([raidArray('md0'), raidArray('md1', {failedDevices: 1})])},
		[
			['raid[md0].failed_devices', 0],
			['raid[md1].failed_devices', 1],
		],
	],
	['nothing where there is no RAID', 'raid.missing_devices>0', {raid: {state: 'unsupported'}}, []],
	[
		'a read-only disk that is named',
		'disks[/mnt/iso].percentage>80',
		{disks: ok([readOnly('/mnt/iso')])},
		[['disks[/mnt/iso].percentage', 100]],
	],
	[
		'no small disk with a threshold of free space for large disks',
		'disks.free<1GiB',
		{disks: ok([disk('/', 50, 4), disk('/boot', 50, 3.9), disk('/boot/efi', 5, 0.5)])},
		[['disks[/].free', 2_147_483_648]],
	],
	[
		'a small disk that is named',
		'disks[/boot].free<1GiB',
		{disks: ok([disk('/boot', 50, 0.5)])},
		[['disks[/boot].free', 268_435_456]],
	],
	[
		'a small disk by its percentage',
		'disks.percentage>85',
		{disks: ok([disk('/boot', 50, 0.5)])},
		[['disks[/boot].percentage', 50]],
	],
	[
		'the hotter of two sensors with one label',
		'sensors.celsius>80',
		{
			temperatures: ok({
				cpuCelsius: undefined,
				sensors: [30, 50, 40].map(celsius => ({
					label: 'nvme Composite',
					celsius,
					highCelsius: undefined,
					criticalCelsius: undefined,
				})),
			}),
		},
		[['sensors[nvme Composite].celsius', 50]],
	],
	['swap of a machine without swap', 'memory.swap.percentage>50', {}, [['memory.swap.percentage', undefined]]],
];

for (const [title, rule, changes, expected] of sightings) {
	test(`a rule observes ${title}`, () => {
		assert.deepEqual(seen(rule, changes), expected);
	});
}

test('the default rules evaluate only the percentage of a /boot of 500 MB', () => {
	const rules = createRules(defaultRules);
	const {series} = observe(rules, snapshotAt(0, {disks: ok([disk('/boot', 99, 0.5)])}));
	assert.deepEqual(
		[...series].map(([id, found]) => [id, found?.map(({value}) => value)]),
		[
			['memory.percentage above', [75]],
			['disks.percentage above', [99]],
			['disks.free below', []],
			['finding *', undefined],
		],
	);
});

test('a disabled rule builds no section of the message', () => {
	const [rule] = rulesOf('memory.percentage>80');
	assert.ok(rule);
	const snapshot = snapshotAt(0);
	const readings = {
		...snapshot.readings,
		get memory(): never {
			throw new Error('asked');
		},
	};
	assert.equal(observe([{...rule, isEnabled: false}], {...snapshot, readings}).series.size, 0);
	assert.throws(() => observe([rule], {...snapshot, readings}), /asked/);
});

test('a rule on memory does not sort the processes', () => {
	const processes = {
		total: 1,
		running: 1,
		sleeping: 0,
		stopped: 0,
		zombie: 0,
		threads: 1,
		unreadable: 0,
		blocked: undefined,
		ended: undefined,
	};
	const list: never[] = [];
	Object.defineProperty(list, Symbol.iterator, {
		value() {
			throw new Error('sorted');
		},
	});
	const snapshot = snapshotAt(0, {memory: ok(memory), processes: ok({...processes, list})});
	observe(rulesOf('memory.percentage>80'), snapshot);
	assert.throws(() => observe(rulesOf('processes.total>80'), snapshot), /sorted/);
});
