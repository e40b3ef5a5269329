import assert from 'node:assert/strict';
import {once} from 'node:events';
import {chmodSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:http';
import {get} from 'node:https';
import type {AddressInfo} from 'node:net';
import {test} from 'node:test';
import type {TLSSocket} from 'node:tls';
import type {ServerOptions} from '../../source/server/server-options.js';
import {ServerStartError} from '../../source/server/start-error.js';
import {selfSignedCertificate} from '../helpers/certificate.js';
import {eventually} from '../helpers/eventually.js';
import {connect, serve} from '../helpers/serve.js';
import {temporaryDirectory} from '../helpers/temporary-directory.js';

async function failureOf(options: ServerOptions): Promise<string> {
	try {
		await using server = await serve(options);
		return assert.fail(`started on ${server.place}`);
	} catch (error) {
		assert.ok(error instanceof ServerStartError, String(error));
		return error.message;
	}
}

test('on loopback, no token is required and there are no warnings', async () => {
	await using server = await serve();
	const {address, urlWithToken, clients, skippedFrames} = server.server.state.getState();
	assert.equal(address, `http://${server.place}/`);
	assert.deepEqual([urlWithToken, clients, skippedFrames], [undefined, 0, 0]);
	assert.deepEqual(server.server.warnings, []);
	assert.equal((await fetch(`http://${server.place}/api/v1/status`)).status, 200);
});

test('on a public address, a token is generated, and shown until the first client connects', async () => {
	await using server = await serve({host: '0.0.0.0'});
	const {state} = server.server;
	const url = new URL(state.getState().urlWithToken ?? '');
	const token = new URLSearchParams(url.hash.slice(1)).get('token') ?? '';
	// 128 bits in base64url.
	assert.match(token, /^[\w-]{22}$/);
	assert.equal((await fetch(`http://${server.place}/api/v1/status`)).status, 401);
	await assert.rejects(connect(`ws://${server.place}/`), /HTTP 401/);
	assert.notEqual(state.getState().urlWithToken, undefined);
	using client = await connect(`ws://${server.place}/`, [
		'mon-tui.v1',
		`bearer.${Buffer.from(token).toString('base64url')}`,
	]);
	assert.equal(client.socket.protocol, 'mon-tui.v1');
	await eventually('the token is no longer shown', () => state.getState().urlWithToken === undefined);
	assert.match(
		server.server.warnings.join(),
		/^the token is sent over the network in clear text; set tlsCert and tlsKey/,
	);
	assert.equal(server.log.join().includes(token), false);
});

test('two servers generate different tokens', async () => {
	await using first = await serve({host: '0.0.0.0'});
	await using second = await serve({host: '0.0.0.0'});
	const [one, other] = [first, second].map(({server}) => new URL(server.state.getState().urlWithToken ?? '').hash);
	assert.notEqual(one, other);
});

test('a public server without token requires auth: false, and causes a warning', async () => {
	await using server = await serve({host: '0.0.0.0', auth: false});
	assert.equal(server.server.state.getState().urlWithToken, undefined);
	assert.match(
		server.server.warnings.join(),
		/no token is required: any client that can reach port \d+ can monitor this machine/,
	);
	assert.equal((await fetch(`http://${server.place}/api/v1/status`)).status, 200);
});

test('a configured token is never shown', async () => {
	await using server = await serve({host: '0.0.0.0', token: 'a-token'});
	assert.equal(server.server.state.getState().urlWithToken, undefined);
	const headers = {Authorization: 'Bearer a-token'};
	assert.equal((await fetch(`http://${server.place}/api/v1/status`, {headers})).status, 200);
});

test('a token file that only its owner can read is accepted', async () => {
	using directory = temporaryDirectory();
	writeFileSync(directory.file('token'), 'from-a-file\n', {mode: 0o600});
	await using server = await serve({tokenFile: directory.file('token')});
	assert.equal((await fetch(`http://${server.place}/api/v1/status`)).status, 401);
	const headers = {Authorization: 'Bearer from-a-file'};
	assert.equal((await fetch(`http://${server.place}/api/v1/status`, {headers})).status, 200);
});

test('a token file is rejected if others can write it, or if it is empty, invalid or missing', async () => {
	using directory = temporaryDirectory();
	const file = directory.file('token');
	writeFileSync(file, 'very-secret-token');
	chmodSync(file, 0o622);
	assert.equal(
		await failureOf({tokenFile: file}),
		`the token file ${file} has mode 622, so that other users can write it; run chmod 600 ${file}`,
	);

	chmodSync(file, 0o600);
	for (const content of ['', '\n']) {
		writeFileSync(file, content);
		assert.equal(await failureOf({tokenFile: file}), `the token file ${file} is empty; it must contain the secret`);
	}

	for (const content of ['two words', 'two\nlines']) {
		writeFileSync(file, content);
		assert.match(await failureOf({tokenFile: file}), /must consist of printable ASCII characters without spaces$/);
	}

	assert.match(
		await failureOf({tokenFile: directory.file('nothing')}),
		/nothing cannot be read: no such file or directory$/,
	);
});

test('conflicting options are rejected, without the token in the message', async () => {
	const refused: ReadonlyArray<readonly [options: ServerOptions, message: string]> = [
		[
			{token: 'secret', auth: false},
			'a token is set, but authentication is disabled; remove auth: false, or token and tokenFile',
		],
		[
			{tokenFile: '/nowhere', auth: false},
			'a token is set, but authentication is disabled; remove auth: false, or token and tokenFile',
		],
		[{token: 'secret', tokenFile: '/nowhere'}, 'a token and a token file cannot be used together'],
		[{token: 'secret secret'}, 'the token must consist of printable ASCII characters without spaces'],
		[{token: 'sécret'}, 'the token must consist of printable ASCII characters without spaces'],
		[{tlsCert: '/cert.pem'}, 'the TLS certificate and its key must be set together; set tlsCert and tlsKey'],
		[{tlsKey: '/key.pem'}, 'the TLS certificate and its key must be set together; set tlsCert and tlsKey'],
	];
	for (const [options, message] of refused) {
		assert.equal(await failureOf(options), message);
	}
});

test('the error for a port in use has the address and a hint', async () => {
	const other = createServer().listen(0, '127.0.0.1');
	await once(other, 'listening');
	const {port} = other.address() as AddressInfo;
	assert.equal(await failureOf({port}), `cannot listen on 127.0.0.1:${port}: the address is already in use`);
	other.close();
	await once(other, 'close');
});

test('the error for an address that this machine does not have names it', async () => {
	assert.equal(
		await failureOf({host: '192.0.2.1'}),
		'cannot listen on 192.0.2.1:0: this machine does not have this address',
	);
});

test('the server works over TLS, and reloads a renewed certificate without a restart', async () => {
	using directory = temporaryDirectory();
	const first = selfSignedCertificate();
	const second = selfSignedCertificate();
	const files = {tlsCert: directory.file('cert.pem'), tlsKey: directory.file('key.pem')};
	const write = ({cert, key}: typeof first): void => {
		writeFileSync(files.tlsCert, cert);
		writeFileSync(files.tlsKey, key);
	};

	write(first);
	await using server = await serve({...files, token: 'a-token-that-is-long', host: '0.0.0.0'});
	server.publish(0);
	assert.deepEqual(server.server.warnings, []);
	assert.match(server.server.state.getState().address ?? '', /^https:/);
	assert.deepEqual(await secureGet(server.place, first.cert), {status: 200, isTrusted: true});

	using client = await connect(`wss://${server.place}/`, [], {
		ca: first.cert,
		origin: `https://${server.place}`,
		headers: {Authorization: 'Bearer a-token-that-is-long'},
	});
	assert.equal((await client.next('monitoring_data')).seq, 1);

	write(second);
	await server.server.reloadCertificate();
	assert.deepEqual(await secureGet(server.place, second.cert), {status: 200, isTrusted: true});
	server.publish(0.5);
	assert.equal((await client.next('monitoring_data')).seq, 2);

	writeFileSync(files.tlsKey, 'nonsense');
	await assert.rejects(server.server.reloadCertificate(), ServerStartError);
	assert.deepEqual(await secureGet(server.place, second.cert), {status: 200, isTrusted: true});
});

test('the error for a certificate that cannot be read or used names the file', async () => {
	using directory = temporaryDirectory();
	const {cert, key} = selfSignedCertificate();
	const [tlsCert, tlsKey, other] = [directory.file('cert.pem'), directory.file('key.pem'), directory.file('other.pem')];
	writeFileSync(tlsCert, cert);
	writeFileSync(tlsKey, key);
	writeFileSync(other, selfSignedCertificate().key);
	assert.equal(
		await failureOf({tlsCert: directory.file('nothing.pem'), tlsKey}),
		`the certificate ${directory.file('nothing.pem')} cannot be read: no such file or directory`,
	);
	assert.match(
		await failureOf({tlsCert, tlsKey: other}),
		/^the certificate .*cert\.pem and the key .*other\.pem cannot be used: /,
	);
	assert.match(await failureOf({tlsCert: tlsKey, tlsKey}), /cannot be used: /);
});

async function secureGet(place: string, ca: string): Promise<{readonly status: number; readonly isTrusted: boolean}> {
	return new Promise((resolve, reject) => {
		get(`https://${place}/healthz`, {ca, agent: false}, response => {
			const {authorized} = response.socket as TLSSocket;
			response.resume();
			resolve({status: response.statusCode ?? 0, isTrusted: authorized});
		}).on('error', reject);
	});
}
