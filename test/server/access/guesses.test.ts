import assert from 'node:assert/strict';
import {request} from 'node:http';
import {test} from 'node:test';
import {createGuesses} from '../../../source/server/access/guesses.js';
import {isWeakToken} from '../../../source/server/access/token.js';
import {connect, serve} from '../../helpers/serve.js';

const strong = 'correct-horse/battery+staple';

type Answer = {readonly status: number; readonly retryAfter: string | undefined};

async function ask(place: string, token: string, localAddress = '127.0.0.1'): Promise<Answer> {
	return new Promise((resolve, reject) => {
		request(
			`http://${place}/api/v1/status`,
			{headers: {Authorization: `Bearer ${token}`}, agent: false, localAddress},
			response => {
				response.resume();
				resolve({status: response.statusCode ?? 0, retryAfter: response.headers['retry-after']});
			},
		)
			.on('error', reject)
			.end();
	});
}

async function guess(place: string, count: number): Promise<readonly Answer[]> {
	const answers: Answer[] = [];
	for (let index = 0; index < count; index++) {
		answers.push(await ask(place, `guess-${index}`));
	}

	return answers;
}

test('after several wrong tokens, an address must wait before the next attempt over HTTP or WebSocket; others need not', async () => {
	await using server = await serve({token: strong});
	const answers = await guess(server.place, 15);
	assert.deepEqual(
		answers.map(({status}) => status),
		[...new Array(10).fill(401), ...new Array(5).fill(429)],
	);
	assert.match(answers.at(-1)?.retryAfter ?? '', /^[1-5]$/);
	await assert.rejects(connect(`ws://${server.place}/`, [], {headers: {Authorization: 'Bearer another'}}), /HTTP 429/);
	assert.equal((await ask(server.place, 'guess', '127.0.0.2')).status, 401);
	server.publish(0);
	const metrics = await fetch(`http://${server.place}/metrics`, {headers: {Authorization: `Bearer ${strong}`}});
	assert.match(await metrics.text(), /^montui_requests_refused_total\{reason="guesses"\} 6$/m);
});

test('a correct token is accepted while another client of the address guesses, unless it is weak', async () => {
	for (const [token, status] of [
		[strong, 200],
		['q', 429],
	] as const) {
		await using server = await serve({token});
		await guess(server.place, 11);
		assert.equal((await ask(server.place, token)).status, status);
		assert.equal((await ask(server.place, token, '127.0.0.2')).status, 200);
	}
});

test('repeating the same wrong token, or sending none, does not count as guessing', async () => {
	await using server = await serve({token: strong});
	for (let count = 0; count < 30; count++) {
		assert.equal((await ask(server.place, 'of-last-year')).status, 401);
		assert.equal((await fetch(`http://${server.place}/api/v1/status`)).status, 401);
	}
});

test('an address may try another token every five seconds', () => {
	const guesses = createGuesses();
	const note = (text: string, nowMs: number): void =>
		guesses.note('192.0.2.7', Buffer.from(text.padEnd(32, '.')), nowMs);
	for (let index = 0; index < 10; index++) {
		assert.equal(guesses.wait('192.0.2.7', 0), 0);
		note(`guess-${index}`, 0);
	}

	assert.equal(guesses.wait('192.0.2.7', 0), 5);
	assert.equal(guesses.wait('192.0.2.7', 5000), 0);
	note('guess-11', 5000);
	assert.equal(guesses.wait('192.0.2.7', 5000), 5);
	assert.equal(guesses.wait('192.0.2.8', 5000), 0);
});

test('a token is weak if it is short or has few different characters', () => {
	for (const token of ['q', 'secret', '123456789012345', 'aaaaaaaaaaaaaaaaaaaa', 'abababababababababab']) {
		assert.ok(isWeakToken(token), token);
	}

	for (const token of [strong, '9f86d081884c7d65', 'Zm9vYmFyYmF6cXV4']) {
		assert.ok(!isWeakToken(token), token);
	}
});

const exposures = [
	['on loopback', {host: '127.0.0.1', token: 'short'}, /^$/],
	['behind a proxy', {host: '127.0.0.1', token: 'short', trustProxy: true}, /^the token is weak/],
	['on every address', {host: '0.0.0.0', token: 'short'}, /^the token is weak.*clear text/],
	[
		'on every address, and strong',
		{host: '0.0.0.0', token: strong},
		/^the token is sent over the network in clear text/,
	],
] as const;

for (const [name, options, warnings] of exposures) {
	test(`a token ${name} causes ${String(warnings) === '/^$/' ? 'no' : 'a'} warning, and is never in it`, async () => {
		await using server = await serve(options);
		const text = server.server.warnings.join();
		assert.match(text, warnings);
		assert.equal(text.includes(options.token), false);
		server.server.changeToken('x');
		const isWarned = server.log.some(line => line.startsWith('warn server: the token is weak'));
		assert.equal(isWarned, options.host !== '127.0.0.1' || 'trustProxy' in options);
	});
}
