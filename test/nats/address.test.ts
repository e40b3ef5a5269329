import assert from 'node:assert/strict';
import {test} from 'node:test';
import {type NatsLogin, parseNatsAddress, shownAddress} from '../../source/nats/address.js';

const addresses: ReadonlyArray<readonly [url: string, shown: string, login: NatsLogin | undefined]> = [
	['nats://broker', 'nats://broker:4222', undefined],
	['nats://10.0.0.1:4223/', 'nats://10.0.0.1:4223', undefined],
	['tls://[2001:db8::1]', 'tls://[2001:db8::1]:4222', undefined],
	['nats://t0ken@broker', 'nats://broker:4222', {kind: 'token', token: 't0ken'}],
	['nats://mon:p%40ss%2Fword@broker', 'nats://broker:4222', {kind: 'password', user: 'mon', password: 'p@ss/word'}],
];

for (const [url, shown, login] of addresses) {
	test(`${url} is shown as ${shown}`, () => {
		const address = parseNatsAddress(url);
		assert.equal(shownAddress(address), shown);
		assert.deepEqual(address.login, login);
	});
}

test('an address without a host is rejected, without secrets in the error', () => {
	assert.throws(() => parseNatsAddress('nats://'), new Error('the URL of the NATS server has no host'));
});
