import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {sampleSubject} from '../../source/nats/subject.js';

const subjects: ReadonlyArray<readonly [host: string, subject: string]> = [
	['web-01', 'mon.web-01.sample'],
	['web-01.example.org', 'mon.web-01_example_org.sample'],
	['Büro', 'mon.Büro.sample'],
	['a b\tc', 'mon.a_b_c.sample'],
	['*', 'mon._.sample'],
	['>', 'mon._.sample'],
	['', 'mon._.sample'],
	['a\u0000b\r\nPUB x', 'mon.a_b__PUB_x.sample'],
];

for (const [host, subject] of subjects) {
	test(`the host ${JSON.stringify(host)} publishes under ${subject}`, () => {
		assert.equal(sampleSubject(host), subject);
	});
}

test('the subject of any host name has three tokens and no line break', () => {
	fc.assert(
		fc.property(fc.string({unit: 'binary'}), host => {
			assert.match(sampleSubject(host), /^mon\.[^\s.*>]+\.sample$/u);
		}),
	);
});
