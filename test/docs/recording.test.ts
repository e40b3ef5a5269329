import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {appendFileSync, readFileSync, writeFileSync} from 'node:fs';
import process from 'node:process';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';
import type {Sample} from '../../source/core/sample.js';
import {dayOf} from '../../source/recording/format/file-name.js';
import {memoryAlert} from '../helpers/memory-alert.js';
import {hasProgram} from '../helpers/programs.js';
import {cpu, memory, ok, sampleAt} from '../helpers/samples.js';
import {temporaryDirectory} from '../helpers/temporary-directory.js';
import {lines, writeMembers} from '../recording/files.js';

const document = readFileSync(fileURLToPath(new URL('../../docs/recording-and-incidents.md', import.meta.url)), 'utf8');

/** The purpose of each recipe, and its command. */
const recipes = new Map(
	[...document.matchAll(/```sh\n# (.+)\n([\s\S]+?)\n```/g)].map(([, purpose = '', command = '']) => [purpose, command]),
);

const alert = memoryAlert(Date.UTC(2026, 0, 4, 10));

const busy = [10, 90, 20];

/** The last sample covers as much time as three of the others. */
const samples: readonly Sample[] = busy.map((percent, index) => {
	const sample = sampleAt(index, {processor: ok(cpu(percent))}, index + 1);
	switch (index) {
		case 1:
			return {
				...sample,
				alerts: [alert],
				events: [{id: 'e', sequence: 1, kind: 'raised', alert, isSilenced: false}],
			};
		case 2:
			return {
				...sampleAt(index, {processor: ok(cpu(percent)), memory: ok({...memory, usedPercent: 15})}, index + 1),
				span: {seconds: 1.5, samples: 3, range: new Map([['processor.usage_percent', [5, 95]]])},
			};
		default:
			return sample;
	}
});

const expected: Readonly<Record<string, string>> = {
	'processor and memory over time, for a spreadsheet': busy
		.map((percent, second) => `"2026-01-04T10:15:3${second}.000+00:00",${percent},${second === 2 ? 15 : 75}\n`)
		.join(''),
	'the alerts that were raised': '2026-01-04T10:00:00.000+00:00 WARNING High memory usage: 85.0% (threshold: 80.0%)\n',
	'the record in which the processor was busiest for a moment, without holding the files in memory':
		'{"timestamp":"2026-01-04T10:15:32.000+00:00","usage":95}\n',
	'mean of the memory, hour by hour: a record counts by the time it covers': '2026-01-04T10h 39\n',
	'how full each disk is now': '/ 62.4\n/data 96.2\n',
	'compressed files': '0.42\n0.42\n0.42\n',
	'a file whose last line a killed process cut off, before the next start mends it': '1\n2\n3\n',
};

test('every recipe has a test', () => {
	assert.deepEqual([...recipes.keys()].sort(), Object.keys(expected).sort());
});

const missing = ['jq', 'zcat'].filter(program => !hasProgram(program));

for (const [purpose, output] of Object.entries(expected)) {
	test(`recipe: ${purpose}`, {
		skip: !process.env.CI && missing.length > 0 && `${missing.join(' and ')} not installed`,
	}, async () => {
		using directory = temporaryDirectory();
		const file = directory.file(`monitoring_${dayOf(Date.now())}.json`);
		writeFileSync(file, lines(samples));
		await writeMembers(
			directory.file('monitoring_20260104.json.gz'),
			samples.map(sample => lines([sample])),
		);
		if (purpose.includes('cut off')) {
			appendFileSync(file, lines(samples).slice(0, 500));
		}

		const command = recipes.get(purpose) ?? assert.fail();
		assert.equal(execFileSync('/bin/sh', ['-c', command], {cwd: directory.path, encoding: 'utf8'}), output);
	});
}
