import assert from 'node:assert/strict';
import {test} from 'node:test';
import {parseLogin} from '../../source/nats/login.js';

const credentials = '-----BEGIN NATS USER JWT-----\neyJ0\n------END NATS USER JWT------';

const logins = [
	['a-token', {kind: 'token', token: 'a-token'}],
	['mon:pass:word', {kind: 'password', user: 'mon', password: 'pass:word'}],
	[credentials, {kind: 'credentials', text: credentials}],
] as const;

for (const [text, login] of logins) {
	test(`a login may be: ${login.kind}`, () => {
		assert.deepEqual(parseLogin(text), login);
	});
}

test('anything else is refused without being repeated', () => {
	for (const text of ['', '\n', 's3cret\ns3cret']) {
		assert.throws(
			() => parseLogin(text),
			new Error('the login of a NATS server must be a token, user:password, or the credentials of a NATS user'),
		);
	}
});
