import assert from 'node:assert/strict';
import {test} from 'node:test';
import {takeServiceManager} from '../../../source/run/service-manager/service-manager.js';

test('the variables of the service manager are taken, and child processes do not see them', () => {
	const env: Record<string, string | undefined> = {
		NOTIFY_SOCKET: '/run/systemd/notify',
		WATCHDOG_USEC: '30000000',
		WATCHDOG_PID: '7',
		LISTEN_PID: '7',
		LISTEN_FDS: '2',
		LISTEN_FDNAMES: 'mon-tui:notify',
		PATH: '/usr/bin',
	};
	const given = {...env};
	const {notifySocket, notifyFd, watchdogMs} = takeServiceManager(env, 7);
	assert.deepEqual([notifySocket, notifyFd, watchdogMs], ['/run/systemd/notify', 4, 30_000]);
	assert.deepEqual(env, {PATH: '/usr/bin'});
	assert.equal(takeServiceManager({...given}, 8).watchdogMs, undefined);
	for (const strange of ['', '0', '-1', '1e9', 'soon']) {
		assert.equal(takeServiceManager({...given, WATCHDOG_USEC: strange}, 7).watchdogMs, undefined, strange);
	}
});
