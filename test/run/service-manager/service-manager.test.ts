import assert from 'node:assert/strict';
import process from 'node:process';
import {test} from 'node:test';
import {setImmediate} from 'node:timers/promises';
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

test('the watchdog is notified at most once per second, and within the range of a timer', async () => {
	const {watchdogMs: short} = takeServiceManager({WATCHDOG_USEC: '1'}, 7);
	assert.equal(short, 2000);
	const warnings: Error[] = [];
	const remember = (warning: Error): number => warnings.push(warning);
	process.on('warning', remember);
	for (const usec of [`${60 * 86_400_000_000}`, '18446744073709551615', '9'.repeat(400)]) {
		const {watchdogMs = 0} = takeServiceManager({WATCHDOG_USEC: usec}, 7);
		clearTimeout(setTimeout(() => {}, watchdogMs / 2));
		assert.ok(watchdogMs >= 2 ** 31, usec);
	}

	await setImmediate();
	process.off('warning', remember);
	assert.deepEqual(warnings, []);
});
