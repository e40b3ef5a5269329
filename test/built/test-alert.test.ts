import assert from 'node:assert/strict';
import {writeFileSync} from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import {selfSignedCertificate} from '../helpers/certificate.js';
import {openReceiver} from '../helpers/http-receiver.js';
import {openMailReceiver} from '../helpers/mail-receiver.js';
import {runProgram} from '../helpers/run-program.js';
import {temporaryDirectory} from '../helpers/temporary-directory.js';

test('--test-alert reports success on standard output and failure on standard error, with an exit code', async () => {
	using directory = temporaryDirectory();
	const certificate = selfSignedCertificate();
	const certificatePath = path.join(directory.path, 'ca.pem');
	writeFileSync(certificatePath, certificate.cert);
	await using receiver = await openReceiver(200, 404);
	await using mail = await openMailReceiver({...certificate});
	const config = path.join(directory.path, 'config.json');
	const handlers = [
		{type: 'webhook', name: 'ops', url: `${receiver.origin}/s3cret`},
		{type: 'email', host: '127.0.0.1', port: mail.port, from: 'm@example.org', to: 'ops@example.org'},
		{type: 'console'},
	];
	writeFileSync(config, JSON.stringify({alerts: {handlers}}));
	const tryOut = (name: string) =>
		runProgram(['--config', config, '--test-alert', name], {env: {NODE_EXTRA_CA_CERTS: certificatePath}});

	const delivered = {stdout: 'the test alert was delivered by handler "ops"\n', stderr: '', exitCode: 0, signal: null};
	assert.deepEqual(await tryOut('ops'), delivered);
	assert.deepEqual(await tryOut('ops'), {
		stdout: '',
		stderr: `mon-tui: the test alert was not delivered by handler "ops": ${receiver.host} answered 404\n`,
		exitCode: 1,
		signal: null,
	});
	assert.equal((await tryOut('email')).exitCode, 0);
	assert.match(mail.mails[0]?.source ?? '', /^Subject: \[TEST\] \[WARNING\]/m);
	assert.equal(mail.mails[0]?.isSecure, true);

	const console = await tryOut('console');
	assert.match(console.stderr, /TEST WARNING: This is a test notification from mon-tui; no action is required\n$/);
	assert.equal(console.exitCode, 0);

	const unknown = await tryOut('oops');
	assert.equal(
		unknown.stderr,
		'mon-tui: --test-alert: there is no handler "oops"; configured handlers: "ops", "email", "console"\n',
	);
	assert.equal(unknown.exitCode, 2);
});
