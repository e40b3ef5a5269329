import assert from 'node:assert/strict';
import {test} from 'node:test';
import {isSshAddress, parseSshAddress} from '../../../source/remote/ssh/address.js';
import {scriptLine, sshArguments} from '../../../source/remote/ssh/arguments.js';
import {failureOfSsh, failureToStart, needsQuestion} from '../../../source/remote/ssh/ssh-failure.js';

test('user, host and port of an address', () => {
	assert.deepEqual(parseSshAddress('ssh://web-01'), {
		host: 'web-01',
		user: undefined,
		port: undefined,
		label: 'web-01',
	});
	assert.deepEqual(parseSshAddress('SSH://admin@web-01.example:2222/'), {
		host: 'web-01.example',
		user: 'admin',
		port: '2222',
		label: 'admin@web-01.example:2222',
	});
	assert.deepEqual(parseSshAddress('ssh://root@[fe80::1%eth0]:22').host, 'fe80::1%eth0');
	assert.ok(isSshAddress('ssh://web-01'));
	assert.ok(!isSshAddress('ws://web-01') && !isSshAddress('web-01'));
});

test('an address that an option or a shell could interpret is refused', () => {
	for (const address of [
		'ssh://',
		'ssh://-oProxyCommand=id',
		'ssh://-l@host',
		'ssh://host;id',
		'ssh://$(id)',
		'ssh://`id`@host',
		'ssh://a b',
		'ssh://host/path',
		'ssh://host:0',
		'ssh://host:65536',
		'ssh://host:ssh',
		'ssh://host\n-v',
		'ssh://user@@host',
	]) {
		assert.throws(() => parseSshAddress(address), /must be an address such as ssh:\/\/HOST/, address);
	}

	assert.throws(() => parseSshAddress('ssh://me:secret@host'), {
		message: 'the address of a machine must not contain a password; ssh asks for it',
	});
});

test('the arguments end the options before the host, and forbid questions unless there is a terminal', () => {
	const address = parseSshAddress('ssh://admin@web-01:2222');
	const args = sshArguments(address, {mayAsk: false});
	assert.deepEqual(args.slice(-7, -1), ['-l', 'admin', '-p', '2222', '--', 'web-01']);
	assert.ok(args.includes('BatchMode=yes') && args.includes('ClearAllForwardings=yes') && args.includes('-a'));
	assert.ok(sshArguments(address, {mayAsk: true}).includes('BatchMode=no'));
});

test('a script is one line', () => {
	assert.equal(scriptLine('a\\n\n"b"\n'), 'a\\\\n\\n"b"\\n\n');
});

test('the failure has the last words of ssh, printable and bounded', () => {
	const failure = (exitCode: number | null, errorText: string, wasOpen = false) =>
		failureOfSsh({exitCode, errorText, wasOpen});
	assert.deepEqual(
		failure(255, "Warning: Permanently added 'x' to the list.\r\nadmin@x: Permission denied (publickey).\r\n"),
		{
			reason: 'admin@x: Permission denied (publickey).',
			isFinal: true,
			isFinalForGood: true,
		},
	);
	assert.equal(failure(255, 'ssh: connect to host x port 22: Connection refused\n').isFinal, false);
	assert.equal(failure(255, '').reason, 'ssh failed');
	assert.equal(failure(127, 'sh: not found\n').reason, 'the remote shell ended with code 127: sh: not found');
	assert.equal(failure(0, '', true).reason, 'the connection was closed');
	assert.equal(failure(null, '', true).isFinal, false);
	const {reason} = failure(255, `\u001b]0;owned\u0007${'x'.repeat(5000)}`);
	assert.ok(reason.length <= 300 && !/\p{Cc}/u.test(reason));
	assert.ok(needsQuestion(failure(255, 'Host key verification failed.')));
	assert.ok(!needsQuestion(failure(255, 'Connection refused')));
	assert.deepEqual(failureToStart(Object.assign(new Error('spawn ssh ENOENT'), {code: 'ENOENT'})), {
		reason: 'the program ssh is not installed',
		isFinal: true,
		isFinalForGood: true,
	});
});
