import assert from 'node:assert/strict';
import {writeFileSync} from 'node:fs';
import {test} from 'node:test';
import {configSchema} from '../../../source/config/model/config-schema.js';
import type {Json} from '../../../source/config/model/given.js';
import {UsageError} from '../../../source/config/model/usage-error.js';
import {printConfig} from '../../../source/config/print-config.js';
import {loadConfig} from '../../../source/config/sources/load-config.js';
import {type TemporaryDirectory, temporaryDirectory} from '../../helpers/temporary-directory.js';

/** Returns a reference to a variable. */
const ref = (name: string): string => `\${${name}}`;

type Sources = {
	readonly content?: Json;
	readonly argv?: readonly string[];
	readonly env?: Readonly<Record<string, string>>;
};

async function load({content = {}, argv = [], env = {}}: Sources) {
	const readFile = async () => JSON.stringify(content);
	return loadConfig({argv: ['--config', 'c.json', ...argv], env, readFile});
}

function secretIn(directory: TemporaryDirectory, name: string, text: string): string {
	writeFileSync(directory.file(name), `${text}\n`, {mode: 0o600});
	return directory.file(name);
}

/** A configuration with every secret in a file. */
function inFiles(directory: TemporaryDirectory) {
	const file = (name: string, text: string): string => secretIn(directory, name, text);
	return {
		connect: [{url: 'ws://web-01', tokenFile: file('target', 'target-token')}],
		server: {tokenFile: file('token', 'server-token')},
		export: {toFile: file('to', 'mysql://u:database-password@db/m,influxdb://:influx-token@db/m')},
		publish: {urlFile: file('publish', 'nats://broker'), loginFile: file('login', 'mon:nats-password')},
		alerts: {
			heartbeat: {urlFile: file('beat', 'https://beat.example/heartbeat-token')},
			handlers: [
				{
					type: 'email',
					host: 'mail',
					from: 'a@b.example',
					to: 'c@d.example',
					username: 'mon',
					passwordFile: file('smtp', 'smtp password'),
				},
				{
					type: 'webhook',
					urlFile: file('hook', 'https://hook.example/hook-token'),
					headersFile: file('headers', 'Authorization: Bearer header-token\nX-Key:a:b'),
				},
				{type: 'slack', urlFile: file('slack', 'https://slack.example/slack-token')},
			],
		},
	};
}

test('every secret can be in a file, and the printed configuration names the file', async () => {
	using directory = temporaryDirectory();
	const content = inFiles(directory);
	const {config, warnings} = await load({content});
	const [email, webhook, slack] = config.alerts.handlers;
	assert.deepEqual(
		[
			config.connect[0]?.token,
			config.server.token,
			config.export.to,
			config.publish.url,
			config.publish.login,
			config.alerts.heartbeat.url,
			email?.type === 'email' && email.password,
			webhook?.type === 'webhook' && [webhook.url, webhook.headers],
			slack?.type === 'slack' && slack.url,
		],
		[
			'target-token',
			'server-token',
			['mysql://u:database-password@db/m', 'influxdb://:influx-token@db/m'],
			'nats://broker',
			'mon:nats-password',
			'https://beat.example/heartbeat-token',
			'smtp password',
			['https://hook.example/hook-token', {Authorization: 'Bearer header-token', 'X-Key': 'a:b'}],
			'https://slack.example/slack-token',
		],
	);
	assert.deepEqual(warnings, []);

	const printed = printConfig(config);
	assert.doesNotMatch(printed, /-token|password[^F]*@|smtp password/);
	assert.deepEqual((await load({content: JSON.parse(printed)})).config, config);
});

test('every secret in the schema has a key for its file, and no other key has that suffix', () => {
	const wanting: string[] = [];
	const visit = (schema: unknown): void => {
		if (typeof schema !== 'object' || schema === null) {
			return;
		}

		const {properties = {}} = schema as {readonly properties?: Readonly<Record<string, unknown>>};
		for (const key of Object.keys(properties)) {
			const isSecret = /^(?:token|password|headers|login|to)$/.test(key);
			if (isSecret && !(`${key}File` in properties) && !('from' in properties && key === 'to')) {
				wanting.push(`${key}File`);
			}

			if (key.endsWith('File') && !(key.slice(0, -'File'.length) in properties)) {
				wanting.push(key.slice(0, -'File'.length));
			}
		}

		Object.values(schema).forEach(visit);
	};
	visit(configSchema());
	assert.deepEqual(wanting, []);
});

test('variables and flags can name files of secrets, and a later source overrides secret and file', async () => {
	using directory = temporaryDirectory();
	const tokenFile = secretIn(directory, 'token', 'from-a-file');
	const urlFile = secretIn(directory, 'url', 'nats://broker');
	const fromVariables = await load({env: {MON_TUI_TOKEN_FILE: tokenFile, MON_TUI_PUBLISH_URL_FILE: urlFile}});
	assert.equal(fromVariables.config.server.token, 'from-a-file');
	assert.equal(fromVariables.config.publish.url, 'nats://broker');
	assert.equal((await load({argv: ['--token-file', tokenFile]})).config.server.token, 'from-a-file');

	const overruled = await load({content: {server: {tokenFile}}, env: {MON_TUI_TOKEN: 'from-a-variable'}});
	assert.equal(overruled.config.server.token, 'from-a-variable');
	assert.match(printConfig(overruled.config), /"token": "\*\*\*"/);
	const inFile = await load({content: {server: {token: 'in-the-configuration'}}, argv: ['--token-file', tokenFile]});
	assert.equal(inFile.config.server.token, 'from-a-file');
});

test('a secret can refer to a variable, which is percent-encoded within a URL', async () => {
	using directory = temporaryDirectory();
	secretIn(directory, 'smtp', 'from a credential');
	const env = {
		DATABASE_PASSWORD: 'p/w:@ %',
		SLACK_URL: 'https://slack.example/T0/B0?x=1',
		HOOK: 'h/k',
		CREDENTIALS_DIRECTORY: directory.path,
	};
	const {config} = await load({
		env,
		content: {
			export: {to: `postgres://mon:${ref('DATABASE_PASSWORD')}@db/metrics`},
			alerts: {
				handlers: [
					{type: 'slack', url: `${ref('SLACK_URL')}`},
					{
						type: 'webhook',
						url: `https://h.example/${ref('HOOK')}`,
						headers: {Authorization: `Bearer ${ref('HOOK')} $${ref('HOOK')}`},
					},
					{
						type: 'email',
						host: 'mail',
						from: 'a@b.example',
						to: `${ref('HOOK')}@d.example`,
						passwordFile: `${ref('CREDENTIALS_DIRECTORY')}/smtp`,
					},
				],
			},
		},
	}).catch((error: unknown) => {
		assert.ok(error instanceof UsageError);
		throw error;
	});
	const [slack, webhook, email] = config.alerts.handlers;
	assert.deepEqual(config.export.to, ['postgres://mon:p%2Fw%3A%40%20%25@db/metrics']);
	assert.equal(slack?.type === 'slack' && slack.url, env.SLACK_URL);
	assert.deepEqual(webhook?.type === 'webhook' && [webhook.url, webhook.headers], [
		'https://h.example/h%2Fk',
		{Authorization: `Bearer h/k ${ref('HOOK')}`},
	]);
	assert.deepEqual(email?.type === 'email' && [email.password, email.to], [
		'from a credential',
		[`${ref('HOOK')}@d.example`],
	]);
	// The shell has already replaced its variables.
	assert.equal((await load({env: {...env, MON_TUI_TOKEN: `${ref('HOOK')}`}})).config.server.token, `${ref('HOOK')}`);
});

test('all mistakes in secrets are reported with their places and without the secrets', async () => {
	using directory = temporaryDirectory();
	const missing = directory.file('missing');
	const empty = secretIn(directory, 'empty', '');
	const wrong = secretIn(directory, 'wrong', 'hunter2 is no URL');
	const content = {
		view: 'lines',
		server: {token: 'hunter2', tokenFile: wrong},
		alerts: {
			heartbeat: {url: `https://a.example/${ref('NOT_SET')}`},
			handlers: [
				{type: 'slack', urlFile: missing},
				{type: 'webhook', name: 'b', urlFile: wrong, headersFile: wrong},
				{type: 'webhook', name: 'c', urlFile: empty, urlFil: 'x'},
			],
		},
	};
	const error = await load({content, env: {MON_TUI_PUBLISH_LOGIN_FILE: missing}}).catch((thrown: unknown) => thrown);
	assert.ok(error instanceof UsageError);
	assert.deepEqual(
		error.mistakes.map(mistake => mistake.replace(/^c\.json:1:\d+: /, '')),
		[
			'view must be one of "auto", "detailed", "compact", "line", not "lines"',
			'server.token and tokenFile cannot be used together',
			'alerts.heartbeat.url: the variable NOT_SET is not set',
			`alerts.handlers[0].urlFile: ${missing} cannot be read: no such file or directory`,
			'alerts.handlers[1].urlFile: the content of the file must be a URL that begins with http:// or https://',
			'alerts.handlers[1].headersFile: the content of the file must have one header per line, as in "Authorization: Bearer TOKEN"',
			`alerts.handlers[2].urlFile: ${empty} is empty; it must contain the secret`,
			'alerts.handlers[2].urlFil is not a known key; did you mean "urlFile"?',
			`MON_TUI_PUBLISH_LOGIN_FILE: ${missing} cannot be read: no such file or directory`,
		],
	);
	assert.doesNotMatch(error.message, /hunter2/);

	await assert.rejects(
		load({env: {MON_TUI_TOKEN: 'hunter2', MON_TUI_TOKEN_FILE: wrong}}),
		new UsageError('MON_TUI_TOKEN and MON_TUI_TOKEN_FILE cannot be used together'),
	);
	await assert.rejects(
		load({argv: ['--token', 'hunter2', '--token-file', wrong]}),
		new UsageError('--token and --token-file cannot be used together'),
	);
});

test('a run that ends at once needs no secrets of alerts, exports and publishing, only those to connect', async () => {
	const tokenFile = '/nowhere/token';
	const content = {
		export: {to: `${ref('DATABASE_URL')}`},
		publish: {loginFile: '/nowhere/login'},
		alerts: {
			handlers: [
				{type: 'slack', urlFile: '/nowhere/slack'},
				{type: 'webhook', url: `${ref('HOOK_URL')}`},
			],
		},
	};
	for (const argv of [['--once'], ['--check'], ['--replay', 'x'], ['--report', 'x']]) {
		await load({content, argv});
		await assert.rejects(
			load({content: {server: {tokenFile}}, argv}),
			/server\.tokenFile: \/nowhere\/token cannot be read/,
		);
	}

	await assert.rejects(load({content}), /urlFile: \/nowhere\/slack cannot be read/);
});
