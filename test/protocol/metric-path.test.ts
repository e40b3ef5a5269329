import assert from 'node:assert/strict';
import {test} from 'node:test';
import {parseMetricPath} from '../../source/protocol/metric-path.js';
import {parseTemplate} from '../../source/protocol/template.js';
import {wireData} from '../../source/protocol/wire-data.js';
import {snapshotAt} from '../helpers/samples.js';

const data = wireData(snapshotAt(0));

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
	['gpus[0].temperature', []],
	['disks[/nowhere].percentage', []],
	['memory.nothing', [['memory.nothing', undefined]]],
	['constructor.name', [['constructor.name', undefined]]],
];

for (const [text, expected] of paths) {
	test(`${text} means ${expected.length} ${expected.length === 1 ? 'place' : 'places'}`, () => {
		assert.deepEqual(
			parseMetricPath(text)
				.resolve(data)
				.map(({path, value}) => [path, value]),
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
	test(`"${text}" is refused with an explanation`, () => {
		assert.throws(() => parseMetricPath(text), /metric path|not a list/);
	});
}

const templates: readonly (readonly [string, string])[] = [
	['{processor.usage_percent}% {memory.percentage}%', '25.5% 75%'],
	['disks {disks.percentage}', 'disks 62.4,96.2'],
	['{{literal}} {system.hostname}', '{literal} web-01'],
	['swap {memory.swap.percentage} gpu {gpus[0].temperature}', 'swap -- gpu --'],
	['no values', 'no values'],
	['', ''],
];

for (const [template, expected] of templates) {
	test(`the template "${template}" gives "${expected}"`, () => {
		assert.equal(parseTemplate(template)(data), expected);
	});
}

for (const template of ['{memory.percentage', 'memory.percentage}', '{}', '{ }', '{not a path}']) {
	test(`the template "${template}" is refused`, () => {
		assert.throws(() => parseTemplate(template), /closed|metric path/);
	});
}
