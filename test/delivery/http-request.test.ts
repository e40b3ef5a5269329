import assert from 'node:assert/strict';
import test from 'node:test';
import {DeliveryError} from '../../source/delivery/delivery-error.js';
import {request} from '../../source/delivery/http-request.js';
import {type Answer, closeConnection, hang, openReceiver, redirectTo, sendGarbage} from '../helpers/http-receiver.js';

/** Places of secrets, none of which may appear in an error. */
const token = 'T0ken-in-the-path';
const headers = {authorization: 'Bearer h3ader-token', 'x-api-key': 'ap1-key'};
const planted = /T0ken|h3ader|ap1-key|s3cret/;

async function attempt(url: string, signal = new AbortController().signal): Promise<DeliveryError | undefined> {
	try {
		await request({url, method: 'POST', headers, body: '{}'}, signal);
		return undefined;
	} catch (error) {
		assert.ok(error instanceof DeliveryError, String(error));
		const shown = `${error.message} ${error.stack} ${JSON.stringify(error)} ${String(error.cause)}`;
		assert.doesNotMatch(shown, planted);
		return error;
	}
}

const answers: ReadonlyArray<
	[name: string, answer: Answer, expected: {text: RegExp; isRetryable: boolean} | undefined]
> = [
	['200', 200, undefined],
	['204', 204, undefined],
	['400', 400, {text: /answered 400$/, isRetryable: false}],
	['401', 401, {text: /answered 401$/, isRetryable: true}],
	['404', 404, {text: /answered 404$/, isRetryable: true}],
	['408', 408, {text: /answered 408$/, isRetryable: true}],
	['410', 410, {text: /answered 410$/, isRetryable: true}],
	['413', 413, {text: /answered 413$/, isRetryable: false}],
	['422', 422, {text: /answered 422$/, isRetryable: false}],
	['429', 429, {text: /answered 429$/, isRetryable: true}],
	['500', 500, {text: /answered 500$/, isRetryable: true}],
	['503', 503, {text: /answered 503$/, isRetryable: true}],
	['a connection that closes', closeConnection, {text: /connection closed$/, isRetryable: true}],
	['garbage', sendGarbage, {text: /the response is not HTTP$/, isRetryable: true}],
	[
		'a redirect to another host',
		redirectTo(`https://elsewhere.example/${token}`),
		{text: /redirects to elsewhere\.example, which is not followed$/, isRetryable: true},
	],
	[
		'a redirect to another port of the same machine',
		redirectTo('http://127.0.0.1:9/'),
		{text: /redirects to 127\.0\.0\.1:9, which is not followed$/, isRetryable: true},
	],
	['a redirect without a target', redirectTo(''), {text: /: too many redirects$/, isRetryable: true}],
	['a redirect to itself', redirectTo('/'), {text: /: too many redirects$/, isRetryable: true}],
	['a redirect that asks for GET', redirectTo('/', 303), {text: /answered 303$/, isRetryable: true}],
	[
		'a redirect to what is no web address',
		redirectTo('file:///etc/passwd'),
		{text: /redirects to an invalid location, which is not followed$/, isRetryable: true},
	],
];

for (const [name, answer, expected] of answers) {
	test(`a receiver that answers with ${name} ${expected ? 'has not got the message' : 'has got the message'}`, async () => {
		await using receiver = await openReceiver(answer);
		const error = await attempt(`${receiver.origin}/${token}?key=s3cret`);
		if (expected === undefined) {
			assert.equal(error, undefined);
			return;
		}

		assert.match(error?.message ?? '', expected.text);
		assert.ok(error?.message.startsWith(receiver.host), error?.message);
		assert.equal(error?.isRetryable, expected.isRetryable);
	});
}

test('a redirect on the same host is followed with method, headers and body', async () => {
	await using receiver = await openReceiver(redirectTo('/new'), redirectTo('/newer', 301), 200);
	assert.equal(await attempt(`${receiver.origin}/old`), undefined);
	assert.deepEqual(
		receiver.requests.map(({method, path, body}) => [method, path, body]),
		[
			['POST', '/old', '{}'],
			['POST', '/new', '{}'],
			['POST', '/newer', '{}'],
		],
	);
	assert.ok(receiver.requests.every(one => one.headers['x-api-key'] === 'ap1-key'));
});

test('a redirect to another host is not followed', async () => {
	await using other = await openReceiver(200);
	await using receiver = await openReceiver(redirectTo(`${other.origin}/`));
	assert.match((await attempt(receiver.origin))?.message ?? '', /not followed/);
	assert.deepEqual(other.requests, []);
});

test('the requested delay of the receiver is returned', async () => {
	await using receiver = await openReceiver(response => {
		response.writeHead(429, {'retry-after': '7'}).end();
	});
	assert.equal((await attempt(receiver.origin))?.retryAfterMs, 7000);
});

test('the signal aborts a request to a hanging receiver', async () => {
	await using receiver = await openReceiver(hang);
	const giveUp = new AbortController();
	const reason = new DeliveryError('time is up', {isRetryable: true});
	const pending = attempt(receiver.origin, giveUp.signal);
	setTimeout(() => giveUp.abort(reason), 20);
	assert.equal(await pending, reason);
});

test('a success is complete with its headers, regardless of its body', async () => {
	await using receiver = await openReceiver(response => {
		response.writeHead(200).write('for ever');
	});
	assert.equal(await attempt(receiver.origin), undefined);
});

test('an endless body is read in part', async () => {
	await using receiver = await openReceiver(response => {
		response.writeHead(400);
		const flood = setInterval(() => response.write('x'.repeat(10_000)), 1);
		response.on('close', () => clearInterval(flood));
	});
	let seen = '';
	const reasonFrom = (body: string) => {
		seen = body;
		return 'too much';
	};
	await assert.rejects(
		request({url: receiver.origin, method: 'POST', body: '', reasonFrom}, new AbortController().signal),
		/answered 400: too much$/,
	);
	assert.equal(seen, 'x'.repeat(1024));
});

test('user name and password of the URL are sent only in a header', async () => {
	await using receiver = await openReceiver(200, 500);
	const url = `http://ops:s3cret%21@${receiver.host}/hook`;
	await request({url, method: 'POST', body: ''}, new AbortController().signal);
	// Base64 of "ops:s3cret!".
	assert.equal(receiver.requests[0]?.headers.authorization, 'Basic b3BzOnMzY3JldCE=');
	assert.equal((await attempt(url))?.message, `${receiver.host} answered 500`);
});

test('a refused connection is reported and retryable', async () => {
	const {host, origin} = await (async () => {
		await using receiver = await openReceiver(200);
		return receiver;
	})();
	const error = await attempt(`${origin}/${token}`);
	assert.equal(error?.message, `${host}: connection refused`);
	assert.equal(error?.isRetryable, true);
});

const unusable: ReadonlyArray<[name: string, url: string]> = [
	['is no URL', `${token}`],
	['is of another kind', `ftp://example.org/${token}`],
	['has a port that browsers refuse', `http://127.0.0.1:25/${token}`],
];

for (const [name, url] of unusable) {
	test(`a URL that ${name} is retryable`, async () => {
		assert.equal((await attempt(url))?.isRetryable, true);
	});
}

test('an invalid header does not appear in the error', async () => {
	await using receiver = await openReceiver(200);
	await assert.rejects(
		request(
			{url: receiver.origin, method: 'POST', headers: {authorization: 'Bearer s3cret\nX-Evil: 1'}},
			new AbortController().signal,
		),
		(error: unknown) => error instanceof DeliveryError && !planted.test(error.message) && error.isRetryable,
	);
});
