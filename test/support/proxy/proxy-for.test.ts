import assert from 'node:assert/strict';
import {test} from 'node:test';
import {proxyFor} from '../../../source/support/proxy/proxy-for.js';

type Environment = Readonly<Record<string, string>>;

function labelFor(target: string, env: Environment): string | undefined {
	return proxyFor(new URL(target), env)?.label;
}

const both = {HTTP_PROXY: 'http://plain.example:3128', HTTPS_PROXY: 'http://secure.example:8080/'};
const chosen: ReadonlyArray<readonly [target: string, env: Environment, label: string | undefined]> = [
	['http://db.example/', both, 'plain.example:3128'],
	['ws://db.example:8765/', both, 'plain.example:3128'],
	['https://db.example/', both, 'secure.example:8080'],
	['wss://db.example/', both, 'secure.example:8080'],
	['https://db.example/', {HTTP_PROXY: 'http://plain.example:3128'}, undefined],
	['http://db.example/', {}, undefined],
	['http://db.example/', {HTTP_PROXY: ''}, undefined],
	['http://db.example/', {http_proxy: 'http://lower.example', HTTP_PROXY: 'http://upper.example'}, 'lower.example'],
	['http://db.example/', {HTTP_PROXY: 'proxy.example:3128'}, 'proxy.example:3128'],
	['http://db.example/', {HTTP_PROXY: 'https://proxy.example'}, 'proxy.example'],
	['http://db.example/', {HTTP_PROXY: 'http://[2001:db8::1]:3128'}, '[2001:db8::1]:3128'],
	['ftp://db.example/', both, undefined],
];

for (const [target, env, label] of chosen) {
	test(`${target} with ${JSON.stringify(env)} goes ${label === undefined ? 'directly' : `through ${label}`}`, () => {
		assert.equal(labelFor(target, env), label);
	});
}

const excepted: ReadonlyArray<readonly [noProxy: string, direct: readonly string[], through: readonly string[]]> = [
	['*', ['http://db.example/', 'https://10.1.2.3/'], []],
	['db.example', ['http://db.example/', 'http://a.db.example/', 'http://DB.EXAMPLE./'], ['http://otherdb.example/']],
	['.db.example', ['http://db.example/', 'http://a.db.example/'], ['http://xdb.example/']],
	['*.db.example', ['http://a.db.example/'], ['http://xdb.example/']],
	['web.example, DB.example other.example', ['http://db.example/', 'http://other.example/'], ['http://x.example/']],
	['db.example:8086', ['http://db.example:8086/'], ['http://db.example/', 'http://db.example:9/']],
	['db.example:443', ['https://db.example/'], ['http://db.example/']],
	['10.1.2.3', ['http://10.1.2.3/'], ['http://10.1.2.30/', 'http://110.1.2.3/']],
	['10.0.0.0/8', ['http://10.200.3.4/', 'ws://10.1.2.3:8765/'], ['http://11.0.0.1/', 'http://db.example/']],
	['2001:db8::/32', ['http://[2001:db8:1::5]/'], ['http://[2001:db9::5]/']],
	['2001:db8::5', ['http://[2001:db8::5]/'], ['http://[2001:db8::6]/']],
	['[2001:db8::5]:8080', ['http://[2001:db8::5]:8080/'], ['http://[2001:db8::5]/']],
	['10.0.0.0/99 300.1.1.1/8 /8 : .', [], ['http://10.1.2.3/', 'http://db.example/']],
];

for (const [noProxy, direct, through] of excepted) {
	test(`NO_PROXY=${noProxy} excludes only its entries`, () => {
		for (const name of ['NO_PROXY', 'no_proxy']) {
			const env = {...both, [name]: noProxy};
			assert.deepEqual(
				[...direct, ...through].filter(target => labelFor(target, env) === undefined),
				direct,
			);
		}
	});
}

test('this machine is always reached directly', () => {
	for (const host of ['localhost', 'app.localhost', '127.0.0.1', '127.1.2.3', '[::1]']) {
		assert.equal(labelFor(`http://${host}:8086/`, both), undefined, host);
	}
});

test('user name and password become a header, percent-encoded or not', () => {
	for (const [user, expected] of [
		['mon:s3cret', 'mon:s3cret'],
		['mon:s%40cret%21', 'mon:s@cret!'],
		['mon:50%', 'mon:50%'],
		['mon', 'mon:'],
	] as const) {
		const proxy = proxyFor(new URL('http://db.example/'), {HTTP_PROXY: `http://${user}@proxy.example:3128`});
		assert.equal(proxy?.authorization, `Basic ${Buffer.from(expected).toString('base64')}`);
		assert.equal(proxy?.label, 'proxy.example:3128');
	}
});

test('an invalid proxy URL is reported by its variable and not repeated', () => {
	for (const value of ['socks5://mon:s3cret@proxy.example', 'http://mon:s3cret@', 'http://s3cret:x:y', '://s3cret']) {
		assert.throws(
			() => labelFor('https://db.example/', {HTTPS_PROXY: value}),
			/^ProxyError: HTTPS_PROXY must be the URL of an HTTP proxy, for example http:\/\/proxy.example:3128$/,
			value,
		);
	}
});
