import assert from 'node:assert/strict';
import {test} from 'node:test';
import {parseTemplate} from '../../source/protocol/template.js';
import {sectionsOf} from '../../source/wire/sections.js';
import {snapshotAt} from '../helpers/samples.js';

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
	test(`the template "${template}" is refused`, () => {
		assert.throws(() => parseTemplate(template), /closed|metric path/);
	});
}
