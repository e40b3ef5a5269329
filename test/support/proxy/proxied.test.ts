import assert from 'node:assert/strict';
import {writeFileSync} from 'node:fs';
import {createServer as createSecureServer} from 'node:https';
import type {AddressInfo} from 'node:net';
import {test} from 'node:test';
import {request} from '../../../source/delivery/http-request.js';
import {openDatabase} from '../../../source/exporters/databases/open-database.js';
import {proxiedFetch} from '../../../source/support/proxy/proxied-fetch.js';
import {selfSignedCertificate} from '../../helpers/certificate.js';
import {eventually} from '../../helpers/eventually.js';
import {exporting} from '../../helpers/exporting.js';
import {followConnection} from '../../helpers/follow-connection.js';
import {openHttpProxy} from '../../helpers/http-proxy.js';
import {closeConnection, openReceiver, redirectTo} from '../../helpers/http-receiver.js';
import {openProxy} from '../../helpers/proxy.js';
import {runProgram} from '../../helpers/run-program.js';
import {serve} from '../../helpers/serve.js';
import {temporaryDirectory} from '../../helpers/temporary-directory.js';
import {withEnvironment} from '../../helpers/with-environment.js';

const {signal} = new AbortController();

function portOf(place: string): number {
	return Number(place.split(':')[1]);
}

/** The variables for one proxy, whatever the environment of the tests says. */
function through(place: string, credentials = ''): Readonly<Record<string, string | undefined>> {
	const url = `http://${credentials}${place}`;
	return {http_proxy: url, HTTPS_PROXY: url, https_proxy: undefined, NO_PROXY: undefined, no_proxy: undefined};
}

async function failureOf(attempt: Promise<unknown>): Promise<string> {
	return attempt.then(
		() => assert.fail('it did not fail'),
		(error: unknown) => (error instanceof Error ? error.message : String(error)),
	);
}

test('an HTTP webhook is sent through the proxy with its headers', async () => {
	await using receiver = await openReceiver(redirectTo('/moved'), 200);
	await using proxy = await openHttpProxy(portOf(receiver.host));
	using _ = withEnvironment(through(proxy.place));
	await request({url: 'http://ops:s3cret@hook.example/x?y', method: 'POST', headers: {a: 'b'}, body: '{}'}, signal);
	assert.deepEqual(proxy.requests, ['POST http://hook.example/x?y', 'POST http://hook.example/moved']);
	const [first] = receiver.requests;
	assert.deepEqual(
		[first?.path, first?.body, first?.headers.host, first?.headers.a],
		['/x?y', '{}', 'hook.example', 'b'],
	);
	assert.equal(first?.headers['proxy-authorization'], undefined);
});

test('NO_PROXY excludes a webhook', async () => {
	await using proxy = await openHttpProxy(9);
	using _ = withEnvironment({...through(proxy.place), NO_PROXY: '.invalid'});
	assert.match(await failureOf(request({url: 'http://hook.invalid/', method: 'GET'}, signal)), /^hook\.invalid: /);
	assert.deepEqual(proxy.requests, []);
});

test('an error of a proxy is reported with its name and without its password', async () => {
	for (const [url, status, reason] of [
		['https://hook.example/', 403, /the proxy 127\.0\.0\.1:\d+ answered 403: access to the target is denied$/],
		['https://hook.example/', 407, /answered 407: authentication is required$/],
		['http://hook.example/', 407, /answered 407: authentication is required$/],
		['https://hook.example/', 502, /answered 502: it cannot reach the target$/],
		['http://hook.example/', 502, /^hook\.example answered 502$/],
	] as const) {
		await using proxy = await openHttpProxy(9, {status});
		using _ = withEnvironment(through(proxy.place, 'mon:s3cret@'));
		const message = await failureOf(request({url, method: 'POST', body: ''}, signal));
		assert.match(message, reason);
		assert.ok(message.startsWith('hook.example'), message);
		assert.doesNotMatch(message, /s3cret/);
	}
});

test('an unreachable or invalid proxy is named', async () => {
	await using silent = await openProxy(() => '127.0.0.1:9');
	await using rude = await openReceiver(closeConnection);
	for (const [place, url, reason] of [
		['127.0.0.1:9', 'https://hook.example/', /^hook\.example: the proxy 127\.0\.0\.1:9: connection refused$/],
		['127.0.0.1:9', 'http://hook.example/', /^hook\.example: the proxy 127\.0\.0\.1:9: connection refused$/],
		[silent.place, 'https://hook.example/', /^hook\.example: the proxy 127\.0\.0\.1:\d+: socket hang up$/],
		[rude.host, 'http://hook.example/', /^hook\.example: the proxy 127\.0\.0\.1:\d+: socket hang up$/],
	] as const) {
		using _ = withEnvironment(through(place));
		assert.match(await failureOf(request({url, method: 'POST', body: ''}, signal)), reason);
	}
});

test('the signal aborts a request through a hanging proxy', async () => {
	await using proxy = await openProxy(() => '127.0.0.1:9');
	proxy.stall();
	using _ = withEnvironment(through(proxy.place));
	for (const url of ['http://hook.example/', 'https://hook.example/']) {
		const giveUp = new AbortController();
		const reason = new Error('time is up');
		setTimeout(() => giveUp.abort(reason), 20);
		await assert.rejects(request({url, method: 'GET'}, giveUp.signal), reason);
	}
});

test('an HTTPS webhook is sent through a tunnel, and the certificate of the target is verified', async () => {
	using directory = temporaryDirectory();
	const certificate = selfSignedCertificate({names: ['hook.example']});
	writeFileSync(directory.file('ca.pem'), certificate.cert);
	const received: string[] = [];
	const receiver = createSecureServer(certificate, (incoming, response) => {
		received.push(`${incoming.method} ${incoming.headers.host} ${incoming.url}`);
		response.end();
	});
	await new Promise<void>(resolve => receiver.listen(0, '127.0.0.1', resolve));
	await using proxy = await openHttpProxy((receiver.address() as AddressInfo).port, {credentials: 'mon:s3cret'});
	const handlers = [
		{type: 'webhook', name: 'right', url: 'https://hook.example/x'},
		{type: 'slack', name: 'wrong', url: 'https://other.example/x'},
	];
	writeFileSync(directory.file('config.json'), JSON.stringify({alerts: {handlers}}));
	const tryOut = (name: string) =>
		runProgram(['--config', directory.file('config.json'), '--test-alert', name], {
			env: {https_proxy: `http://mon:s3cret@${proxy.place}`, NODE_EXTRA_CA_CERTS: directory.file('ca.pem')},
		});
	assert.deepEqual([(await tryOut('right')).stderr, received], ['', ['POST hook.example /x']]);
	assert.match((await tryOut('wrong')).stderr, /other\.example: request failed \(ERR_TLS_CERT_ALTNAME_INVALID\)\n$/);
	assert.deepEqual(proxy.requests, ['CONNECT hook.example:443', 'CONNECT other.example:443']);
	assert.equal(received.length, 1);
	receiver.close();
});

test('a database over HTTP is written through the proxy', async () => {
	await using receiver = await openReceiver(204);
	await using proxy = await openHttpProxy(portOf(receiver.host));
	using _ = withEnvironment(through(proxy.place));
	await using exporter = await exporting('influxdb://db.example:8086/metrics');
	exporter.receive(1, 1);
	await eventually('a sample', () => receiver.requests.length > 0);
	assert.match(proxy.requests[0] ?? '', /^POST http:\/\/db\.example:8086\/write\?db=metrics/);
	assert.equal((await openDatabase('influxdb://db.example/metrics')).place.includes('proxy'), false);
});

test('a redirect is an error if requested', async () => {
	await using receiver = await openReceiver(redirectTo('/elsewhere'));
	await using proxy = await openHttpProxy(portOf(receiver.host));
	using _ = withEnvironment(through(proxy.place));
	const url = new URL('http://db.example/');
	await assert.rejects(proxiedFetch(url, {method: 'GET', signal, redirect: 'error'}), /redirect/);
	assert.equal((await proxiedFetch(url, {method: 'GET', signal, redirect: 'manual'})).status, 307);
});

for (const scheme of ['ws', 'wss']) {
	test(`a connection to ${scheme}:// uses a tunnel, also after reconnecting`, async () => {
		using directory = temporaryDirectory();
		const {cert, key} = selfSignedCertificate({names: ['web.localdomain']});
		writeFileSync(directory.file('cert.pem'), cert);
		writeFileSync(directory.file('key.pem'), key);
		const tls = scheme === 'wss' ? {tlsCert: directory.file('cert.pem'), tlsKey: directory.file('key.pem')} : {};
		await using server = await serve({...tls, allowHosts: ['web.localdomain']});
		server.publish(0);
		await using wire = await openProxy(() => server.place);
		await using proxy = await openHttpProxy(portOf(wire.place), {credentials: 'mon:s3cret'});
		using _ = withEnvironment(through(proxy.place, 'mon:s3cret@'));
		await using client = followConnection(`${scheme}://web.localdomain:8765/`, {ca: cert});
		await client.becomes('live');
		wire.reset();
		const states = () => client.statuses.map(({state}) => state);
		await eventually(
			'another connection',
			() => states().lastIndexOf('live') > states().lastIndexOf('lost') && states().includes('lost'),
		);
		assert.deepEqual([...new Set(proxy.requests)], ['CONNECT web.localdomain:8765']);
	});
}

test('the reason of a failed proxy connection is in the status, without the password', async () => {
	await using proxy = await openHttpProxy(9, {credentials: 'mon:another'});
	for (const [place, reason] of [
		[proxy.place, /^the proxy 127\.0\.0\.1:\d+ answered 407: authentication is required$/],
		['127.0.0.1:9', /^the proxy 127\.0\.0\.1:9: connection refused$/],
		['127.0.0.1:notaport', /^http_proxy must be the URL of an HTTP proxy/],
	] as const) {
		using _ = withEnvironment(through(place, 'mon:s3cret@'));
		await using client = followConnection('ws://web.example/');
		assert.match((await client.becomes('lost')).reason, reason);
	}
});
