import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Finding} from '../../source/diagnosis/finding.js';
import {diagnosisText} from '../../source/summary/diagnosis-text.js';
import {snapshotAt, startMs} from '../helpers/samples.js';

const hostile = 'a\r\u{1B}[2J\u{9B}31m\nb';

/** A finding of another host, whose texts may be anything. */
const finding: Finding = {
	id: 'disk.full',
	resource: 'disk space',
	kind: 'limit',
	severity: 'critical',
	where: hostile,
	sentence: hostile,
	sinceMs: startMs,
	evidence: [{name: hostile, value: hostile}],
	culprits: [{pid: 1, name: hostile, user: hostile, groupPath: hostile, share: hostile}],
	next: [hostile, hostile],
};

test('the findings of another host bring no control character to the terminal', () => {
	const text = diagnosisText(snapshotAt(10), [finding], []);
	assert.ok(text.includes('✖ CRITICAL  a··[2J·31m·b\n    a··[2J·31m·b: a··[2J·31m·b\n'), text);
	assert.doesNotMatch(text.replaceAll('\n', ''), /\p{Cc}/u);
});

test('with ASCII the text of a finding has no other character', () => {
	const plain = {
		...finding,
		where: '/',
		sentence: '/ is full, 5 × cp',
		evidence: [],
		culprits: [],
		next: ['du -xh /', 'df'],
	};
	const text = diagnosisText(snapshotAt(10), [plain], [], {isAscii: true});
	assert.match(text, /is full, 5 x cp/);
	assert.match(text, /next: du -xh \/; df/);
	assert.doesNotMatch(text, /[^ -~\n]/);
});

test('a finding has the time at which it began and how long it has lasted', () => {
	const text = diagnosisText(snapshotAt(10), [{...finding, sinceMs: startMs}], []);
	assert.match(text, /\n {4}since: \d{4}-\d\d-\d\d \d\d:\d\d:\d\d \(10s\)\n/);
});

test('the text suggests commands and no keys, which only the screen has', () => {
	const next = ['Enter: go to the process', 'M: sort processes by memory', '/state=Z: filter the zombies', 'vmstat 1'];
	assert.match(diagnosisText(snapshotAt(10), [{...finding, next}], []), /\n {4}next: vmstat 1\n/);
	assert.doesNotMatch(diagnosisText(snapshotAt(10), [{...finding, next: next.slice(0, 3)}], []), /next:/);
});
