import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createMount} from '../../source/server/mount.js';

test('what stands below the path is found, with and without its last slash', () => {
	for (const path of ['/monitor', '/monitor/']) {
		const {below} = createMount(path);
		assert.equal(below('/monitor/metrics'), '/metrics');
		assert.equal(below('/monitor'), '/');
		assert.equal(below('/monitor/'), '/');
		assert.equal(below('/monitor?x=1'), '/?x=1');
		assert.equal(below('/monitoring'), '/monitoring');
		assert.equal(below('/metrics'), '/metrics');
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

test('at the root everything is as it is', () => {
	const {below, isStream} = createMount('/');
	assert.equal(below('/metrics'), '/metrics');
	assert.ok(isStream('/'));
	assert.ok(isStream('/?x=1'));
	assert.ok(!isStream('/metrics'));
});
