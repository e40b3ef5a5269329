import assert from 'node:assert/strict';
import {cpSync, mkdirSync, symlinkSync, writeFileSync} from 'node:fs';
import {hostname} from 'node:os';
import path from 'node:path';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {sampleSubject} from '../../source/nats/subject.js';
import {serverMessageSchemas} from '../../source/protocol/schema/server-schema.js';
import {selfSignedCertificate} from '../helpers/certificate.js';
import {eventually} from '../helpers/eventually.js';
import {listenTo, natsServer, noNatsServer} from '../helpers/nats-server.js';
import {runProgram} from '../helpers/run-program.js';
import {startService} from '../helpers/service.js';
import {temporaryDirectory} from '../helpers/temporary-directory.js';
import {validator} from '../helpers/validator.js';

const options = {skip: noNatsServer};
const root = fileURLToPath(new URL('../..', import.meta.url));

test(
	'--publish sends measurements, also over TLS and across a restart of the server, and ends with SIGTERM',
	options,
	async () => {
		using directory = temporaryDirectory();
		const {cert, key} = selfSignedCertificate();
		writeFileSync(directory.file('cert.pem'), cert);
		writeFileSync(directory.file('key.pem'), key);
		writeFileSync(directory.file('login'), 'mon:s3cret\n', {mode: 0o600});
		await using server = await natsServer(`
		tls: {cert_file: "${directory.file('cert.pem')}", key_file: "${directory.file('key.pem')}"}
		authorization: {user: mon, password: s3cret}
	`);
		const listen = () => listenTo(server, {tls: {ca: cert}, user: 'mon', pass: 's3cret', reconnect: false});
		using service = startService(
			[
				...['--headless', '--interval', '0.1', '--publish', `tls://127.0.0.1:${server.port}`],
				...['--publish-login', directory.file('login')],
			],
			{NODE_EXTRA_CA_CERTS: directory.file('cert.pem')},
		);

		const validate = validator(serverMessageSchemas.monitoring_data);
		for (let round = 0; round < 2; round++) {
			await server.start();
			await using listener = await listen();
			await eventually('ten samples', () => listener.heard.length >= 10);
			for (const [subject, text] of listener.heard) {
				assert.equal(subject, sampleSubject(hostname()));
				validate(JSON.parse(text));
				assert.deepEqual(validate.errors ?? [], []);
			}

			await server.stop();
		}

		await eventually(
			'the second problem in the log',
			() => service.stderr().split('cannot publish to tls://').length > 2,
		);
		assert.equal(await service.end(), 0);
		assert.equal(service.stderr().includes('s3cret'), false);
	},
);

test('a password in --publish causes a warning and is not shown', async () => {
	const url = 'nats://mon:s3cret@127.0.0.1:1';
	const printed = await runProgram(['--publish', url, '--print-config']);
	assert.equal(`${printed.stdout}${printed.stderr}`.includes('s3cret'), false);

	using service = startService(['--headless', '--publish', url]);
	await eventually('the problem in the log', () => service.stderr().includes('cannot publish'));
	assert.match(service.stderr(), /^mon-tui: the process list shows the login in --publish:/);
	assert.match(service.stderr(), /cannot publish to nats:\/\/127\.0\.0\.1:1: connection refused/);
	assert.equal(await service.end(), 0);
	assert.equal(service.stderr().includes('s3cret'), false);
});

test('without the NATS package the error names the package to install', async () => {
	using directory = temporaryDirectory();
	for (const part of ['bin', 'dist/cli', 'package.json']) {
		cpSync(path.join(root, part), directory.file(part), {recursive: true});
	}

	mkdirSync(directory.file('node_modules'));
	symlinkSync(path.join(root, 'node_modules/systeminformation'), directory.file('node_modules/systeminformation'));
	const {exitCode, stderr} = await runProgram(['--headless', '--publish', 'nats://127.0.0.1:1'], {
		program: directory.file('bin/mon-tui.js'),
	});
	assert.equal(
		stderr.split('\n').find(line => line.startsWith('mon-tui:')),
		'mon-tui: --publish: NATS needs a package that is not installed: npm install --global @nats-io/transport-node',
	);
	assert.equal(exitCode, 2);
});

for (const [url, message] of [
	['http://127.0.0.1', 'must be a URL that begins with nats:// or tls://'],
	['nats://', ': the URL of the NATS server has no host'],
] as const) {
	test(`--publish ${url} is refused`, async () => {
		const {exitCode, stderr} = await runProgram(['--headless', '--publish', url]);
		assert.equal(exitCode, 2);
		assert.ok(stderr.includes(`--publish${message.startsWith(':') ? '' : ' '}${message}`), stderr);
	});
}
