import assert from 'node:assert/strict';
import {test} from 'node:test';
import {parseAddress} from '../../../source/remote/client/address.js';

for (const [text, url, label] of [
	['ws://web-01:8765/', 'ws://web-01:8765/', 'web-01:8765'],
	['wss://mon.example', 'wss://mon.example/', 'mon.example'],
	['web-01', 'ws://web-01:8765/', 'web-01:8765'],
	['web-01:9000', 'ws://web-01:9000/', 'web-01:9000'],
	['web-01:80', 'ws://web-01/', 'web-01'],
	['[::1]', 'ws://[::1]:8765/', '[::1]:8765'],
	['127.0.0.1:8765', 'ws://127.0.0.1:8765/', '127.0.0.1:8765'],
	['https://mon.example/host/web-01', 'wss://mon.example/host/web-01', 'mon.example/host/web-01'],
	['http://127.0.0.1:8765/#token=abc', 'ws://127.0.0.1:8765/', '127.0.0.1:8765'],
	['unix:/run/mon-tui.sock', 'ws://localhost/', 'unix:/run/mon-tui.sock'],
	['unix:///run/mon-tui.sock', 'ws://localhost/', 'unix:/run/mon-tui.sock'],
] as const) {
	test(`${text} is read as ${url}`, () => {
		const address = parseAddress(text);
		assert.equal(address.url, url);
		assert.equal(address.label, label);
	});
}

test('the token in the address that a server prints is read, and is not in the label', () => {
	const {token, url, label} = parseAddress('http://127.0.0.1:8765/#token=s3cret');
	assert.equal(token, 's3cret');
	assert.doesNotMatch(url + label, /s3cret/);
});

test('an invalid address is rejected, and is not in the error', () => {
	for (const text of [
		'',
		'ws://',
		'ftp://web-01/s3cret',
		'http://user:s3cret@web-01',
		'a b s3cret',
		'ws://web-01:s3cret',
		'unix:',
	]) {
		assert.throws(
			() => parseAddress(text),
			(error: Error) => /address/.test(error.message) && !error.message.includes('s3cret'),
			text,
		);
	}
});
