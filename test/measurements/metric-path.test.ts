import assert from 'node:assert/strict';
import {test} from 'node:test';
import {parseMetricPath} from '../../source/measurements/metric-path.js';
import {sectionsOf} from '../../source/measurements/sections.js';
import {cpu, disk, ok, snapshotAt} from '../helpers/samples.js';

const readSection = sectionsOf(snapshotAt(0));

const paths: readonly (readonly [string, readonly (readonly [string, unknown])[]])[] = [
	['memory.percentage', [['memory.percentage', 75]]],
	['processor.usage_percent', [['processor.usage_percent', 25.5]]],
	['memory.swap.percentage', [['memory.swap.percentage', null]]],
	['disks[/data].percentage', [['disks[/data].percentage', 96.2]]],
	[
		'disks.percentage',
		[
			['disks[/].percentage', 62.4],
			['disks[/data].percentage', 96.2],
		],
	],
	['network[eth0].receive_rate', [['network[eth0].receive_rate', 1_200_000]]],
	['network.receive_rate', [['network.receive_rate', 1_200_000]]],
	['cores[4]', [['cores[4]', 99]]],
	['network[*].errors_rate', [['network[eth0].errors_rate', 0]]],
	['disks[/nowhere].percentage', []],
	['memory.nothing', [['memory.nothing', undefined]]],
	['constructor.name', [['constructor.name', undefined]]],
];

for (const [text, expected] of paths) {
	test(`${text} has ${expected.length} ${expected.length === 1 ? 'match' : 'matches'}`, () => {
		assert.deepEqual(
			parseMetricPath(text)
				.resolve(readSection)
				?.map(({path, value}) => [path, value]),
			expected,
		);
	});
}

for (const text of [
	'',
	'memory.',
	'.memory',
	'memory percentage',
	'disks[].used',
	'disks[/',
	'Memory.percentage',
	'memory[0].used',
]) {
	test(`"${text}" is rejected with an explanation`, () => {
		assert.throws(() => parseMetricPath(text), /metric path|not a list/);
	});
}

test('a path into an unknown list resolves to undefined instead of an empty list', () => {
	assert.equal(parseMetricPath('gpus[0].temperature').resolve(readSection), undefined);
	assert.deepEqual(parseMetricPath('disks[/nowhere].percentage').resolve(readSection), []);
});

test('a mount point may contain brackets and dots', () => {
	const odd = sectionsOf(snapshotAt(0, {disks: ok([disk('/mnt/a]b.c[d', 40)])}));
	assert.deepEqual(
		parseMetricPath('disks[/mnt/a]b.c[d].percentage')
			.resolve(odd)
			?.map(({value}) => value),
		[40],
	);
	const [place] = parseMetricPath('disks.percentage').resolve(odd) ?? [];
	assert.equal(place?.path, 'disks[/mnt/a]b.c[d].percentage');
});

test('all items of a list have the same shape', () => {
	for (const text of ['disks.free', 'disks[*].free', 'disks[/data].free']) {
		assert.equal(parseMetricPath(text).shape, 'disks[].free');
	}

	assert.equal(parseMetricPath('network.receive_rate').shape, 'network.receive_rate');
	assert.equal(parseMetricPath('network[eth0].receive_rate').shape, 'network[].receive_rate');
	assert.equal(parseMetricPath('cores').shape, 'cores[]');
});

test('the index of a core is its core number, even if other cores are offline', () => {
	const {total, ...scheduler} = cpu(50, []);
	const cores = [0, 2, 3].map(id => ({id, shares: {...total, usedPercent: id * 10}}));
	const read = sectionsOf(snapshotAt(0, {processor: ok({total, ...scheduler, cores})}));
	const resolved = (path: string) =>
		parseMetricPath(path)
			.resolve(read)
			?.map(({path, value}) => [path, value]);
	assert.deepEqual(resolved('cores[3]'), [['cores[3]', 30]]);
	assert.deepEqual(resolved('cores[1]'), []);
	assert.deepEqual(resolved('cores'), [
		['cores[0]', 0],
		['cores[2]', 20],
		['cores[3]', 30],
	]);
});

test('a section is encoded once, on first access', () => {
	let reads = 0;
	const snapshot = snapshotAt(0);
	const counted = {
		...snapshot,
		readings: {
			...snapshot.readings,
			get memory() {
				reads += 1;
				return snapshot.readings.memory;
			},
		},
	};
	const read = sectionsOf(counted);
	parseMetricPath('processor.usage_percent').resolve(read);
	assert.equal(reads, 0);
	assert.equal(parseMetricPath('memory.percentage').resolve(read)?.[0]?.value, 75);
	assert.equal(parseMetricPath('memory.total').resolve(read)?.[0]?.value, 17_179_869_184);
	assert.equal(reads, 1);
});
