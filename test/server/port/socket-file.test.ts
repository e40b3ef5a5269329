import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {existsSync, lstatSync, mkdirSync, rmSync, writeFileSync} from 'node:fs';
import {type ClientRequest, request} from 'node:http';
import {createServer, connect as dial, type Server} from 'node:net';
import process from 'node:process';
import {test} from 'node:test';
import {connect as connectRemote} from '../../../source/remote/client/connect.js';
import type {ServerOptions} from '../../../source/server/server-options.js';
import {ServerStartError} from '../../../source/server/start-error.js';
import {selfSignedCertificate} from '../../helpers/certificate.js';
import {eventually} from '../../helpers/eventually.js';
import {without} from '../../helpers/programs.js';
import {connect, serve} from '../../helpers/serve.js';
import {startCommand} from '../../helpers/service.js';
import {temporaryDirectory} from '../../helpers/temporary-directory.js';

async function failureOf(options: ServerOptions): Promise<string> {
	try {
		await using _ = await serve(options);
		return assert.fail('started');
	} catch (error) {
		assert.ok(error instanceof ServerStartError, String(error));
		return error.message;
	}
}

function get(socketPath: string, path: string, headers: Readonly<Record<string, string>> = {}): Promise<number> {
	return statusOf(request({socketPath, path, headers, agent: false}));
}

function statusOf(sent: ClientRequest): Promise<number> {
	return new Promise((resolve, reject) => {
		sent.on('response', response => resolve(response.resume().statusCode ?? 0));
		sent.on('error', reject).end();
	});
}

/** A socket on which nobody listens any more, as a process leaves it that was killed. */
async function leaveSocket(file: string): Promise<void> {
	const script = `require('net').createServer().listen(${JSON.stringify(file)}, () => process.kill(process.pid, 'SIGKILL'))`;
	await once(spawn(process.execPath, ['-e', script]), 'close');
	assert.ok(lstatSync(file).isSocket());
}

test('a Unix socket can be used by owner and group whatever the umask is, needs no token and is removed', async () => {
	for (const mask of [0o000, 0o027, 0o777]) {
		using directory = temporaryDirectory();
		const file = directory.file('mon-tui.sock');
		const before = process.umask(mask);
		try {
			await using server = await serve({listen: `unix:${file}`});
			assert.equal(lstatSync(file).mode & 0o7777, 0o660);
			assert.equal(server.server.state.getState().address, `unix:${file}`);
			assert.equal(server.server.state.getState().urlWithToken, undefined);
			assert.deepEqual(server.server.warnings, []);
			assert.equal(await get(file, '/api/v1/status'), 200);
		} finally {
			process.umask(before);
		}

		assert.deepEqual(directory.names(), []);
		assert.equal(existsSync(file), false);
	}
});

test('the group of a Unix socket is a name or a number', async () => {
	using directory = temporaryDirectory();
	const file = directory.file('mon-tui.sock');
	const gid = process.getgid?.() ?? 0;
	await using _ = await serve({listen: `unix:${file}`, socketGroup: String(gid)});
	assert.equal(lstatSync(file).gid, gid);
	assert.equal(
		await failureOf({listen: `unix:${directory.file('other.sock')}`, socketGroup: 'no-such-group'}),
		`cannot listen on unix:${directory.file('other.sock')}: there is no group no-such-group in /etc/group`,
	);
	assert.equal(
		await failureOf({listen: `unix:${directory.file('other.sock')}`, socketGroup: '4294967295'}),
		`cannot listen on unix:${directory.file('other.sock')}: there is no group 4294967295`,
	);
	assert.deepEqual(directory.names(), ['mon-tui.sock']);
});

test('the socket of a process that has ended is replaced; any other file is kept', async () => {
	using directory = temporaryDirectory();
	const file = directory.file('mon-tui.sock');
	await leaveSocket(file);
	await using server = await serve({listen: `unix:${file}`});
	assert.equal(await get(file, '/api/v1/status'), 200);
	const failure = `cannot listen on unix:${file}: another process listens on it`;
	assert.equal(await failureOf({listen: `unix:${file}`}), failure);
	assert.equal(await get(file, '/api/v1/status'), 200);
	await server.server[Symbol.asyncDispose]();

	writeFileSync(file, 'a letter');
	assert.equal(
		await failureOf({listen: `unix:${file}`}),
		`cannot listen on unix:${file}: the file exists and is not a socket`,
	);
	rmSync(file);
	mkdirSync(file);
	assert.equal(
		await failureOf({listen: `unix:${file}`}),
		`cannot listen on unix:${file}: the file exists and is a directory`,
	);
});

test('a socket of another type is kept', {skip: without('systemd-socket-activate', 'systemd')}, async () => {
	using directory = temporaryDirectory();
	const file = directory.file('notify');
	const args = ['-d', '-l', file, 'sh', '-c', 'exec cat <&3'];
	using owner = startCommand('systemd-socket-activate', args);
	await eventually('the socket', () => owner.stderr().includes('Listening'));
	assert.equal(
		await failureOf({listen: `unix:${file}`}),
		`cannot listen on unix:${file}: another process uses it, and it is not a stream socket`,
	);
	assert.ok(lstatSync(file).isSocket());
});

test('a directory in which no file can be created is named', {skip: process.platform !== 'linux'}, async () => {
	assert.match(
		await failureOf({listen: 'unix:/proc/m.sock'}),
		/^cannot listen on unix:\/proc\/m\.sock: (?:no socket can be created in the directory|the directory) \/proc(?:$| cannot be used: )/,
	);
});

test('a socket that replaced that of the server is not removed with it', async () => {
	using directory = temporaryDirectory();
	const file = directory.file('mon-tui.sock');
	{
		await using _ = await serve({listen: `unix:${file}`});
		rmSync(file);
		await leaveSocket(file);
	}

	assert.ok(lstatSync(file).isSocket());
});

test('an address that cannot be used is refused with its reason', async () => {
	using directory = temporaryDirectory();
	const {cert, key} = selfSignedCertificate();
	const [tlsCert, tlsKey] = [directory.file('cert.pem'), directory.file('key.pem')];
	writeFileSync(tlsCert, cert);
	writeFileSync(tlsKey, key);
	const missing = directory.file('missing/mon-tui.sock');
	const left = directory.file('left');
	await leaveSocket(left);
	for (const [options, reason] of [
		[
			{listen: `unix:${missing}`},
			`cannot listen on unix:${missing}: the directory ${directory.file('missing')} does not exist`,
		],
		[{listen: 'unix:'}, 'the address of a Unix socket must be unix:PATH'],
		[
			{listen: 'unix:@hidden'},
			'the path of a Unix socket must not begin with @: an abstract socket has no permissions',
		],
		[
			{listen: `unix:/${'x'.repeat(107)}`},
			`the path of a Unix socket may have at most 107 bytes; /${'x'.repeat(107)} has 108`,
		],
		[
			{listen: `unix:${directory.file('m')}`, tlsCert, tlsKey},
			`TLS is not used on unix:${directory.file('m')}; remove the certificate and its key`,
		],
		[{listen: `unix:${left}`, tlsCert, tlsKey}, `TLS is not used on unix:${left}; remove the certificate and its key`],
	] as const) {
		assert.equal(await failureOf(options), reason);
	}

	assert.equal(existsSync(directory.file('m')), false);
	assert.ok(lstatSync(left).isSocket());
});

test('the name that a client uses counts on a Unix socket, too', async () => {
	using directory = temporaryDirectory();
	const file = directory.file('mon-tui.sock');
	await using server = await serve({listen: `unix:${file}`});
	for (const [host, origin, expected] of [
		['localhost', undefined, 200],
		['localhost:9000', 'http://localhost:9000', 200],
		['127.0.0.1:9000', 'http://127.0.0.1:9000', 200],
		['localhost:9000', 'http://evil.example', 403],
		['evil.example', undefined, 421],
	] as const) {
		const headers = {Host: host, ...(origin !== undefined && {Origin: origin})};
		assert.equal(await get(file, '/api/v1/status', headers), expected, `${host} ${origin}`);
	}

	assert.match(server.log.join('\n'), /refused local client: this Origin is not allowed/);
});

test('the page and the stream work through a forwarded port, as of ssh -L', async () => {
	using directory = temporaryDirectory();
	const file = directory.file('mon-tui.sock');
	await using server = await serve({listen: `unix:${file}`});
	server.publish(0);
	const forward: Server = createServer(socket => {
		const upstream = dial({path: file});
		socket.pipe(upstream).pipe(socket);
		socket.on('error', () => upstream.destroy());
		upstream.on('error', () => socket.destroy());
	});
	forward.listen(0, '127.0.0.1');
	await once(forward, 'listening');
	const bound = forward.address();
	const place = `localhost:${typeof bound === 'object' && bound ? bound.port : 0}`;
	assert.match(await (await fetch(`http://${place}/`)).text(), /<title>/);
	{
		using client = await connect(`ws://${place}/`, ['mon-tui.v1'], {headers: {Origin: `http://${place}`}});
		assert.equal((await client.next('monitoring_data')).seq, 1);
	}

	forward.close();
});

test('idle connections to a Unix socket make room for others', async () => {
	using directory = temporaryDirectory();
	const file = directory.file('mon-tui.sock');
	await using server = await serve({listen: `unix:${file}`, maxClients: 20});
	const idle = Array.from({length: 300}, () => dial({path: file}).on('error', () => {}));
	await eventually('a refusal', () => server.log.includes('warn server: refused local client: too many connections'));
	await eventually('an answer', async () => (await get(file, '/api/v1/status').catch(() => 0)) === 200);
	for (const socket of idle) {
		socket.destroy();
	}
});

test('several clients of a Unix socket are counted and get the stream', async () => {
	using directory = temporaryDirectory();
	const file = directory.file('a socket:with#strange?name.sock');
	await using server = await serve({listen: `unix:${file}`, token: 'a-secret-of-32-characters-or-so!'});
	server.publish(0);
	const options = {token: 'a-secret-of-32-characters-or-so!'};
	await using one = connectRemote(`unix:${file}`, options);
	await using two = connectRemote(`unix:${file}`, options);
	for (const connection of [one, two]) {
		assert.equal(connection.label, `unix:${file}`);
		const {value} = await connection.samples()[Symbol.asyncIterator]().next();
		assert.equal(value?.sequence, 1);
	}

	await eventually('two clients', () => server.server.state.getState().clients === 2);
	await using refused = connectRemote(`unix:${file}`);
	await assert.rejects(
		async () => {
			for await (const _ of refused) {
				// Nothing is received.
			}
		},
		{message: /a token is required/},
	);
});
