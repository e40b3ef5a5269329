import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {createSocket} from 'node:dgram';
import {once} from 'node:events';
import process from 'node:process';
import {test} from 'node:test';
import {eventually} from '../helpers/eventually.js';
import {without} from '../helpers/programs.js';
import {programCommand} from '../helpers/run-program.js';
import {startCommand, startService} from '../helpers/service.js';
import {temporaryDirectory} from '../helpers/temporary-directory.js';

const args = ['--serve', '--headless', '--port', '0'];

/** Checks all that a service sends from its start to its end. */
async function checkReports(service: ReturnType<typeof startService>, received: () => string): Promise<void> {
	await eventually('ready', () => /READY=1\nSTATUS=serves on http:\/\/127\.0\.0\.1:\d+\/, 0 clients/.test(received()));
	await eventually('the watchdog', () => received().includes('WATCHDOG=1'));
	process.kill(service.pid, 'SIGHUP');
	await eventually('the reload', () => /RELOADING=1\nMONOTONIC_USEC=\d+[\s\S]*READY=1/.test(received()));
	assert.equal(await service.end(), 0);
	await eventually('the end', () => received().includes('STOPPING=1'));
	assert.ok(received().lastIndexOf('STOPPING=1') > received().lastIndexOf('WATCHDOG=1'));
	assert.doesNotMatch(service.stderr(), /cannot be notified/);
}

const noNotify = without('systemd-notify', 'systemd') || without('systemd-socket-activate', 'systemd');

test('a service notifies systemd with systemd-notify', {skip: noNotify}, async () => {
	using directory = temporaryDirectory();
	const file = directory.file('notify');
	using receiver = startCommand('systemd-socket-activate', ['-d', '-l', file, 'sh', '-c', 'exec cat <&3']);
	await eventually('the socket', () => receiver.stderr().includes('Listening'));
	using service = startService(args, {NOTIFY_SOCKET: file, WATCHDOG_USEC: '1000000'});
	await checkReports(service, receiver.stdout);
	await receiver.end();
});

test('a service notifies systemd over a socket that the unit passes, without another program', {
	skip: without('bash'),
}, async () => {
	const receiver = createSocket('udp4').bind(0, '127.0.0.1');
	await once(receiver, 'listening');
	let received = '';
	receiver.on('message', message => {
		received += `${message}\n\n`;
	});
	// Like OpenFile= of systemd, bash opens a datagram socket that is connected.
	const script = [
		`exec 3<>/dev/udp/127.0.0.1/${receiver.address().port}`,
		'LISTEN_PID=$$ LISTEN_FDS=1 LISTEN_FDNAMES=notify WATCHDOG_PID=$$ PATH=/nowhere exec "$0" "$@"',
	].join('\n');
	using service = startCommand('bash', ['-c', script, ...programCommand, ...args], {
		NOTIFY_SOCKET: '/nowhere',
		WATCHDOG_USEC: '400000',
	});
	await checkReports(service, () => received);
	receiver.close();
});

test('a service without systemd-notify works and logs once that it cannot notify', async () => {
	using service = startService(args, {NOTIFY_SOCKET: '/nowhere', WATCHDOG_USEC: '200000', PATH: '/nowhere'});
	await eventually('the warning', () => service.stderr().includes('cannot be notified'));
	assert.match(service.stderr(), /the service manager cannot be notified: systemd-notify is not installed/);
	assert.equal(await service.end(), 0);
	assert.equal(service.stderr().match(/cannot be notified/g)?.length, 1);
});

test('a run that ends at once does not notify a service manager', {skip: noNotify}, async () => {
	using directory = temporaryDirectory();
	const file = directory.file('notify');
	using receiver = startCommand('systemd-socket-activate', ['-d', '-l', file, 'sh', '-c', 'exec cat <&3']);
	await eventually('the socket', () => receiver.stderr().includes('Listening'));
	using run = startService(['--json', '--once'], {NOTIFY_SOCKET: file});
	await eventually('the measurement', () => run.stdout().includes('monitoring_data'));
	await run.end();
	spawnSync('systemd-notify', ['--no-block', 'STATUS=last'], {env: {...process.env, NOTIFY_SOCKET: file}});
	await eventually('the message after it', () => receiver.stdout().includes('STATUS=last'));
	assert.doesNotMatch(receiver.stdout(), /READY=1/);
	await receiver.end();
});
