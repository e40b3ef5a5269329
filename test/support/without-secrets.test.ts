import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {test} from 'node:test';
import {withoutSecrets} from '../../source/support/without-secrets.js';

const secret = 'hunter2 "ü%/+&?\\ of the database';
const hidden = 'the response of the server contains a secret and is not shown';

for (const [how, text] of [
	['in clear', `wrong password ${secret}`],
	['cut off', `wrong password ${secret.slice(0, 12)}`],
	['in JSON', JSON.stringify({error: secret})],
	['percent-encoded', `/write?p=${encodeURIComponent(secret)}`],
	['as a form', `no ${new URLSearchParams({p: secret})}`],
	['in basic authentication', `authorization: Basic ${Buffer.from(`mon:${secret}`).toString('base64')} refused`],
	['in base64 that is cut off', `Basic ${Buffer.from(`mon:${secret}`).toString('base64').slice(0, 25)}…`],
	['in base64 for URLs', `bearer.${Buffer.from(secret).toString('base64url')}`],
] as const) {
	test(`a response that contains a secret ${how} is not shown`, () => {
		assert.equal(withoutSecrets(text, [undefined, secret]), hidden);
	});
}

test('other responses are shown unchanged', () => {
	const text = 'password authentication failed for user "mon" %zz \\x /a/path/of/some/length';
	assert.equal(withoutSecrets(text, [secret]), text);
	assert.equal(withoutSecrets(text, [undefined, '']), text);
});

test('a short secret is recognized as a whole word only', () => {
	assert.equal(withoutSecrets('SELECT command denied to user reader', ['r']), 'SELECT command denied to user reader');
	assert.equal(withoutSecrets('wrong password "s3cret"', ['s3cret']), hidden);
});

test('each line of credentials is a secret, except separators', () => {
	const credentials = '-----BEGIN NATS USER JWT-----\neyJ0eXAi.eyJqdGki.c2ln\n------END NATS USER JWT------';
	assert.equal(withoutSecrets('-----BEGIN what-----', [credentials]), '-----BEGIN what-----');
	assert.equal(withoutSecrets('CONNECT eyJ0eXAi.eyJqdGki.c2ln', [credentials]), hidden);
});
