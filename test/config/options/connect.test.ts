import assert from 'node:assert/strict';
import {writeFileSync} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {printConfig} from '../../../source/config/print-config.js';
import {loadConfig} from '../../../source/config/sources/load-config.js';
import {temporaryDirectory} from '../../helpers/temporary-directory.js';

async function load(content: string, argv: readonly string[] = [], env: Readonly<Record<string, string>> = {}) {
	return loadConfig({argv: ['--config', 'c.json', ...argv], env, readFile: async () => content});
}

const plain = {name: undefined, token: undefined, tokenFile: undefined, ca: undefined};

test('a machine is an address, or an object with name, token and CA', async () => {
	using directory = temporaryDirectory();
	const tokenFile = directory.file('db-token');
	writeFileSync(tokenFile, 's3cret\n', {mode: 0o600});
	const {config} = await load(
		JSON.stringify({connect: ['web-01', {url: 'wss://db.example', name: 'db', tokenFile, ca: 'ca.pem'}]}),
	);
	assert.deepEqual(config.connect, [
		{url: 'web-01', ...plain},
		{url: 'wss://db.example', name: 'db', token: 's3cret', tokenFile, ca: path.resolve('ca.pem')},
	]);
	assert.doesNotMatch(printConfig(config), /s3cret/);
	assert.deepEqual((await load('{"connect": "web-01"}')).config.connect, [{url: 'web-01', ...plain}]);
});

test('flags and variables override the machines in the file', async () => {
	const urls = async (argv: readonly string[], env: Readonly<Record<string, string>> = {}) =>
		(await load('{"connect": ["web-01"]}', argv, env)).config.connect.map(({url}) => url);
	assert.deepEqual(await urls(['--connect', 'db-01', '--connect', 'nats://broker']), ['db-01', 'nats://broker']);
	assert.deepEqual(await urls([], {MON_TUI_CONNECT: 'db-01, db-02'}), ['db-01', 'db-02']);
});

for (const [what, content, message] of [
	['another scheme', '{"connect": "ftp://web-01"}', /connect: the address of a server must be/],
	['an address without a host', '{"connect": ["ws://"]}', /connect\[0\]: the address of a server must be/],
	['an object without an address', '{"connect": [{"name": "web"}]}', /connect\[0\]\.url is missing/],
	['a number', '{"connect": 8765}', /connect must be an address such as/],
] as const) {
	test(`${what} is refused with its place`, async () => {
		await assert.rejects(load(content), (error: Error) => message.test(error.message));
	});
}

test('secrets in an address are not printed', async () => {
	const secrets = ['http://web-01:8765/#token=s3cret', 'nats://user:s3cret@broker', 'ws://web-01/?key=s3cret'];
	const {config} = await load(JSON.stringify({connect: secrets}));
	assert.equal(config.connect[0]?.url, secrets[0]);
	assert.doesNotMatch(printConfig(config), /s3cret/);
	assert.match(printConfig(config), /web-01:8765/);
	await assert.rejects(load('{"connect": "ws://user:s3cret@web-01"}'), (error: Error) => !/s3cret/.test(error.message));
});
