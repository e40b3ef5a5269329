import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createMount} from '../../../source/server/http/mount.js';

test('targets below the path are found, with and without its last slash', () => {
	for (const path of ['/monitor', '/monitor/']) {
		const {below} = createMount(path);
		const shown = (url: string) => [below(url).path, below(url).query];
		assert.deepEqual(shown('/monitor/metrics'), ['/metrics', '']);
		assert.deepEqual(shown('/monitor'), ['/', '']);
		assert.deepEqual(shown('/monitor/'), ['/', '']);
		assert.deepEqual(shown('/monitor//metrics'), ['/metrics', '']);
		assert.deepEqual(shown('/monitor?x=1'), ['/', 'x=1']);
		assert.deepEqual(shown('/monitoring'), ['/monitoring', '']);
		assert.deepEqual(shown('/metrics'), ['/metrics', '']);
		assert.deepEqual(shown('http://mon.example/monitor/metrics?x'), ['/metrics', 'x']);
	}
});

test('the stream is at the path itself', () => {
	for (const path of ['/monitor', '/monitor/']) {
		const {isStream} = createMount(path);
		assert.ok(isStream('/monitor'));
		assert.ok(isStream('/monitor/'));
		assert.ok(isStream('/monitor?token=no'));
		assert.ok(!isStream('/monitor/metrics'));
		assert.ok(!isStream('/'));
	}
});

test('at the root, targets are not changed', () => {
	const {below, isStream} = createMount('/');
	assert.equal(below('/metrics').path, '/metrics');
	assert.equal(below('*').path, '*');
	assert.ok(isStream('/'));
	assert.ok(isStream('//'));
	assert.ok(isStream('/?x=1'));
	assert.ok(!isStream('/metrics'));
});
