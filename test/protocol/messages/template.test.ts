import assert from 'node:assert/strict';
import {test} from 'node:test';
import {numbers} from '../../../source/measurements/numbers.js';
import {sectionsOf} from '../../../source/measurements/sections.js';
import {parseTemplate} from '../../../source/protocol/messages/template.js';
import {snapshotAt} from '../../helpers/samples.js';

const readSection = sectionsOf(snapshotAt(0));

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
		assert.equal(parseTemplate(template)(readSection), expected);
	});
}

for (const template of ['{memory.percentage', 'memory.percentage}', '{}', '{ }', '{not a path}']) {
	test(`the template "${template}" is rejected`, () => {
		assert.throws(() => parseTemplate(template), /unmatched|metric path/);
	});
}

for (const [path, hint] of [
	['memory.percent', /did you mean "memory.percentage"\?/],
	['cpu.load', /metrics begin with memory, processor, /],
	['disks[/data].megabytes', /metrics below disks are disks.total, /],
	['network[eth0].speed', /metrics below network are network/],
	['constructor', /metrics begin with/],
] as const) {
	test(`a path that no message contains is rejected: ${path}`, () => {
		assert.throws(() => parseTemplate(`{${path}}`), {message: hint});
	});
}

test('all paths of a message are accepted, even those that this machine lacks', () => {
	const paths = [...numbers.keys()].map(shape => shape.replace('[]', '[0]'));
	const texts = [
		'system.hostname',
		'processor.model',
		'gpus[1].name',
		'errors.gpu.reason',
		'custom.queue.length',
		'disks',
	];
	for (const path of [...paths, ...texts]) {
		assert.doesNotThrow(() => parseTemplate(`{${path}}`), path);
	}
});
