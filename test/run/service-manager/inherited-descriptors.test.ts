import assert from 'node:assert/strict';
import {test} from 'node:test';
import {inheritedSocket, takeInheritedDescriptors} from '../../../source/run/service-manager/inherited-descriptors.js';

test('descriptors are taken once, by the process that they are for, and its children do not see the variables', () => {
	const env: Record<string, string | undefined> = {
		LISTEN_PID: '7',
		LISTEN_PIDFDID: '123',
		LISTEN_FDS: '2',
		LISTEN_FDNAMES: 'mon-tui.socket:notify',
		HOME: '/root',
	};
	const given = {...env};
	assert.deepEqual(takeInheritedDescriptors(env, 7), [
		{name: 'mon-tui.socket', fd: 3},
		{name: 'notify', fd: 4},
	]);
	assert.deepEqual(Object.keys(env), ['HOME']);
	assert.deepEqual(takeInheritedDescriptors(env, 7), []);
	assert.deepEqual(takeInheritedDescriptors({...given}, 8), []);
	assert.deepEqual(takeInheritedDescriptors({...given, LISTEN_FDS: '-1'}, 7), []);
	assert.equal(takeInheritedDescriptors({...given, LISTEN_FDS: '99999999'}, 7).length, 64);
});

test('the only socket is used whatever its name is, and one of several if it has the name mon-tui', () => {
	const passed = (...names: readonly string[]) => names.map((name, index) => ({name, fd: 3 + index}));
	assert.equal(inheritedSocket([]), undefined);
	assert.equal(inheritedSocket(passed('notify')), undefined);
	assert.equal(inheritedSocket(passed('notify', 'web.socket')), 4);
	assert.equal(inheritedSocket(passed('web.socket', 'mon-tui')), 4);
	for (const names of [
		['web.socket', 'web.socket'],
		['mon-tui', 'mon-tui'],
	]) {
		assert.throws(
			() => inheritedSocket(passed(...names)),
			/serves on one socket, found 2 \(.*FileDescriptorName=mon-tui/,
		);
	}
});
