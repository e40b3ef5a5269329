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
	assert.deepEqual(takeInheritedDescriptors({...given, LISTEN_FDS: '0'}, 7), []);
	assert.equal(takeInheritedDescriptors({...given, LISTEN_FDS: '64'}, 7).length, 64);
});

test('a number of descriptors that cannot be read is refused, but only by the process that it is for', () => {
	for (const count of ['', 'abc', '-1', '1e1', ' 1', '65', '99999999999']) {
		assert.throws(() => takeInheritedDescriptors({LISTEN_PID: '7', LISTEN_FDS: count}, 7), {
			name: 'UsageError',
			message: `LISTEN_FDS must be a whole number from 0 to 64, not ${JSON.stringify(count)}`,
		});
		assert.deepEqual(takeInheritedDescriptors({LISTEN_PID: '8', LISTEN_FDS: count}, 7), []);
	}
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
