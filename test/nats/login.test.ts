import assert from 'node:assert/strict';
import {test} from 'node:test';
import {parseLogin} from '../../source/nats/login.js';

const credentials = [
	'-----BEGIN NATS USER JWT-----',
	'eyJ0.eyJq-_.a',
	'------END NATS USER JWT------',
	'',
	'-----BEGIN USER NKEY SEED-----',
	'SUAMLK',
	'------END USER NKEY SEED------',
	'',
].join('\n');

/** The lines that the NATS tools write around it. */
const wordy = credentials
	.replace('\n\n', '\n\n************************* IMPORTANT *************************\nNKEY Seed printed below\n\n')
	.concat('\n*************************************************************\n');

const logins = [
	['a-token', {kind: 'token', token: 'a-token'}],
	['mon:pass:word', {kind: 'password', user: 'mon', password: 'pass:word'}],
	[credentials, {kind: 'credentials', text: credentials}],
	[wordy, {kind: 'credentials', text: credentials}],
	[wordy.replaceAll('\n', '\r\n'), {kind: 'credentials', text: credentials}],
	[credentials.trimEnd(), {kind: 'credentials', text: credentials}],
] as const;

for (const [text, login] of logins) {
	test(`a login may be: ${login.kind}`, () => {
		assert.deepEqual(parseLogin(text), login);
	});
}

test('credentials without a key are rejected, and are not in the error', () => {
	assert.throws(
		() => parseLogin(credentials.slice(0, 80)),
		new Error('the credentials of a NATS user must contain a JWT and the seed of a key, each between its marker lines'),
	);
});

test('other texts are rejected, and are not in the error', () => {
	for (const text of ['', '\n', 's3cret\ns3cret']) {
		assert.throws(
			() => parseLogin(text),
			new Error('the login of a NATS server must be a token, user:password, or the credentials of a NATS user'),
		);
	}
});
