import assert from 'node:assert/strict';
import {chmodSync} from 'node:fs';
import {request} from 'node:http';
import process from 'node:process';
import {test} from 'node:test';
import {eventually} from '../helpers/eventually.js';
import {noHaproxy, noNginx, startHaproxy, startNginx} from '../helpers/reverse-proxies.js';
import {connect, serve} from '../helpers/serve.js';
import {temporaryDirectory} from '../helpers/temporary-directory.js';

type Answer = {readonly status: number; readonly etag: string | undefined};

async function get(place: string, path: string, headers: Readonly<Record<string, string>>): Promise<Answer> {
	return new Promise((resolve, reject) => {
		request(`http://${place}${path}`, {headers, agent: false}, response => {
			response.resume();
			resolve({status: response.statusCode ?? 0, etag: response.headers.etag});
		})
			.on('error', reject)
			.end();
	});
}

/** The status that a page of this origin and host name gets for its data and its WebSocket. */
async function opens(place: string, path: string, host: string): Promise<boolean> {
	const headers = {Host: host, Origin: `http://${host}`};
	const {status} = await get(place, `${path.replace(/\/$/, '')}/api/v1/status`, headers);
	const socket = await connect(`ws://${place}${path}`, ['mon-tui.v1'], {headers}).catch(() => undefined);
	const isOpen = socket !== undefined && (await socket.next('connection')).status === 'connected';
	socket?.[Symbol.dispose]();
	return status === 200 && isOpen;
}

test('behind nginx with common configurations, only the page of the proxy is allowed', {
	skip: noNginx,
}, async () => {
	await using server = await serve({trustProxy: true, allowHosts: ['mon.example']});
	server.publish(0);
	const forwarded = [
		'proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection $connection_upgrade;',
		'proxy_set_header X-Forwarded-Proto $scheme;',
	].join(' ');
	await using nginx = await startNginx(
		server.place,
		`
		location / { proxy_pass http://UPSTREAM; ${forwarded} proxy_set_header Host $http_host; }
		location /lost/ {
			proxy_pass http://UPSTREAM/; ${forwarded}
			proxy_set_header Host $host; proxy_set_header X-Forwarded-Port $server_port;
		}
		location /hidden/ {
			proxy_pass http://UPSTREAM/; ${forwarded} proxy_set_header X-Forwarded-Host $http_host;
		}
		location /double { proxy_pass http://UPSTREAM/; ${forwarded} proxy_set_header Host $http_host; }
		location /standard/ {
			proxy_pass http://UPSTREAM/; ${forwarded}
			proxy_set_header Forwarded 'for=$remote_addr;proto=http;host="$http_host"';
		}`,
	);
	const [, port] = nginx.place.split(':');
	for (const path of ['/', '/lost/', '/hidden/', '/double', '/double/', '/standard/']) {
		assert.equal(await opens(nginx.place, path, nginx.place), true, path);
		assert.equal(await opens(nginx.place, path, `mon.example:${port}`), true, path);
		assert.equal(await opens(nginx.place, path, `evil.example:${port}`), false, path);
	}

	const compressed = {Host: nginx.place, 'Accept-Encoding': 'gzip'};
	const {etag} = await get(nginx.place, '/api/v1/snapshot', compressed);
	assert.match(etag ?? '', /^W\/"/);
	assert.equal((await get(nginx.place, '/api/v1/snapshot', {...compressed, 'If-None-Match': etag ?? ''})).status, 304);
});

test('nginx forwards the page and the stream to a Unix socket of its group', {skip: noNginx}, async () => {
	using directory = temporaryDirectory();
	chmodSync(directory.path, 0o755);
	const file = directory.file('mon-tui.sock');
	// The workers of an nginx that root starts belong to another user.
	const socketGroup = process.getuid?.() === 0 ? 'nogroup' : undefined;
	await using server = await serve({listen: `unix:${file}`, socketGroup, allowHosts: ['mon.example']});
	server.publish(0);
	await using nginx = await startNginx(
		`unix:${file}:`,
		`location / {
			proxy_pass http://UPSTREAM/; proxy_set_header Host $http_host;
			proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection $connection_upgrade;
		}
		location /plain/ { proxy_pass http://UPSTREAM/; }`,
	);
	const [, port] = nginx.place.split(':');
	assert.equal(await opens(nginx.place, '/', nginx.place), true);
	assert.equal(await opens(nginx.place, '/', `mon.example:${port}`), true);
	assert.equal(await opens(nginx.place, '/', `evil.example:${port}`), false);
	// Without further settings, nginx sends the name localhost.
	assert.equal((await get(nginx.place, '/plain/api/v1/status', {})).status, 200);
});

test('HAProxy considers the server healthy, forwards the stream and sends the client address', {
	skip: noHaproxy,
}, async () => {
	await using server = await serve({trustProxy: true});
	await using haproxy = await startHaproxy(
		server.place,
		' option httpchk GET /healthz\n option forwardfor\n http-request set-header X-Forwarded-Host %[req.hdr(host)]',
	);
	await eventually('it finds the server down before the first measurement', () => haproxy.log().includes('is DOWN'));
	const tick = setInterval(() => server.publish(performance.now() / 1000), 50);
	await eventually('it finds the server well', () => haproxy.log().includes('is UP')).finally(() =>
		clearInterval(tick),
	);
	assert.equal(await opens(haproxy.place, '/', haproxy.place), true);
	assert.equal(
		(await get(haproxy.place, '/metrics', {'X-Forwarded-For': '203.0.113.9', Host: 'evil.example'})).status,
		421,
	);
	assert.match(server.log.join('\n'), /refused 127\.0\.0\.1: evil\.example is not a name of this server/);
});
