import assert from 'node:assert/strict';
import {existsSync, readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {eventually} from '../helpers/eventually.js';
import {freePort} from '../helpers/free-port.js';
import {leaksOf, plant, plantToken} from '../helpers/planted-secrets.js';
import {repeatingHttp, repeatingNats, repeatingPostgresql, repeatingSmtp} from '../helpers/repeating-servers.js';
import {openProgram, runProgram} from '../helpers/run-program.js';
import {connect} from '../helpers/serve.js';
import {startService} from '../helpers/service.js';
import {type TemporaryDirectory, temporaryDirectory} from '../helpers/temporary-directory.js';

/** Places of different secrets. */
const places = [
	'Token',
	'Publish',
	'Postgres',
	'Mysql',
	'InfluxOne',
	'InfluxTwo',
	'Smtp',
	'HookUser',
	'HookPath',
	'HookQuery',
	'HookHeader',
	'Redirected',
	'Slack',
	'Nobody',
	'Heartbeat',
] as const;

type Place = (typeof places)[number];

function inUrl(place: Place): string {
	return encodeURIComponent(plant(place));
}

/** Starts servers that refuse requests and repeat their content, and writes a configuration with every possible secret. */
async function plantEverywhere(directory: TemporaryDirectory) {
	const [refusing, redirecting, influx, smtp, nats, postgresql] = await Promise.all([
		repeatingHttp(),
		repeatingHttp(307),
		repeatingHttp(401),
		repeatingSmtp(),
		repeatingNats(),
		repeatingPostgresql(),
	]);
	const file = (name: string, content: string): string => {
		writeFileSync(directory.file(name), `${content}\n`, {mode: 0o600});
		return directory.file(name);
	};
	const config = file(
		'config.json',
		JSON.stringify({
			interval: 0.2,
			metrics: {gpu: {enabled: false}},
			log: {file: directory.file('mon-tui.log'), level: 'debug'},
			server: {enabled: true, port: 0, tokenFile: file('token', plantToken('Token'))},
			export: {
				directory: directory.file('recordings'),
				everySample: true,
				to: [
					`postgres://mon:\${POSTGRES_PASSWORD}@127.0.0.1:${postgresql.port}/metrics`,
					`mysql://mon:${inUrl('Mysql')}@127.0.0.1:1/metrics`,
					`influxdb://mon:${inUrl('InfluxOne')}@127.0.0.1:${influx.port}/metrics`,
					`influxdb://:${inUrl('InfluxTwo')}@127.0.0.1:${influx.port}/metrics?org=ops`,
				],
			},
			publish: {url: `nats://127.0.0.1:${nats.port}`, loginFile: file('login', `mon:${plant('Publish')}`)},
			alerts: {
				rules: ['memory.percentage>0'],
				groupWait: 0,
				heartbeat: {url: `http://127.0.0.1:${refusing.port}/${inUrl('Heartbeat')}`},
				handlers: [
					{
						type: 'email',
						host: '127.0.0.1',
						port: smtp.port,
						security: 'none',
						from: 'mon@example.org',
						to: 'ops@example.org',
						username: 'mon',
						passwordFile: file('smtp', plant('Smtp')),
					},
					{
						type: 'webhook',
						name: 'refused',
						url: `http://mon:${inUrl('HookUser')}@127.0.0.1:${refusing.port}/${inUrl('HookPath')}?key=${inUrl('HookQuery')}`,
						headersFile: file('headers', `X-Key: ${plant('HookHeader')}`),
					},
					{type: 'webhook', name: 'redirected', url: `http://127.0.0.1:${redirecting.port}/${inUrl('Redirected')}`},
					{type: 'webhook', name: 'nobody', url: `http://127.0.0.1:${await freePort()}/${inUrl('Nobody')}`},
					{type: 'slack', url: `http://127.0.0.1:${refusing.port}/${inUrl('Slack')}`},
				],
			},
		}),
	);
	return {
		args: ['--config', config],
		env: {POSTGRES_PASSWORD: plant('Postgres'), XDG_STATE_HOME: directory.file('state')},
		heard: () => [refusing, redirecting, influx, smtp, nats, postgresql].map(server => server.heard()).join('\n'),
		/** Returns whether every reachable server has received its secret. */
		areAllSent(this: {heard(): string}): boolean {
			const sent = places.filter(place => !['Token', 'Mysql', 'Nobody'].includes(place));
			return leaksOf(sent, this.heard()).length === sent.length;
		},
		async [Symbol.asyncDispose]() {
			await Promise.all(
				[refusing, redirecting, influx, smtp, nats, postgresql].map(async server => server[Symbol.asyncDispose]()),
			);
		},
	};
}

/** Returns the files below a directory, except those that intentionally contain a secret. */
function filesBelow(directory: string): readonly string[] {
	return readdirSync(directory, {recursive: true, encoding: 'utf8'})
		.map(name => path.join(directory, name))
		.filter(name => statSync(name).isFile() && !/\/(?:config\.json|token|login|smtp|headers)$/.test(name));
}

function assertNoLeak(what: string, text: string): void {
	assert.deepEqual(leaksOf(places, text), [], `${what}:\n${text}`);
}

test('a service does not show secrets even if servers fail and repeat them', async () => {
	using directory = temporaryDirectory();
	await using planted = await plantEverywhere(directory);
	using service = startService([...planted.args, '--headless', '--debug'], planted.env);
	const logFile = directory.file('mon-tui.log');
	const log = (): string => (existsSync(logFile) ? readFileSync(logFile, 'utf8') : '');
	await eventually('the server', () => /listens on/.test(log()));
	const [, place = ''] = /listens on http:\/\/(127\.0\.0\.1:\d+)/.exec(log()) ?? [];
	await eventually('all secrets are sent', () => planted.areAllSent());
	for (const area of [
		'publish',
		'heartbeat',
		'export postgresql:',
		'export mysql:',
		'export influxdb:',
		'handler email',
		'handler refused',
		'handler redirected',
		'handler nobody',
		'handler slack',
	]) {
		await eventually(`a problem of ${area} in ${log()}`, () => log().includes(`"area":"${area}`));
	}

	const headers = {Authorization: `Bearer ${plantToken('Token')}`};
	for (const resource of [
		'/api/v1/status',
		'/api/v1/snapshot',
		'/api/v1/history',
		'/api/v1/alerts',
		'/api/v1/events',
		'/api/v1/diagnosis',
		'/api/v1/schema',
		'/metrics',
		'/healthz',
		'/',
		'/nowhere',
	]) {
		const answer = await fetch(`http://${place}${resource}`, {headers});
		assertNoLeak(resource, `${JSON.stringify([...answer.headers])} ${await answer.text()}`);
	}

	assert.match(await (await fetch(`http://${place}/api/v1/status`, {headers})).text(), /handler refused/);
	using client = await connect(`ws://${place}`, [], {headers});
	await client.next('monitoring_data');
	client.send({type: 'nonsense'});
	client.send({type: 'get_status'});
	await eventually('answers', () => client.messages.length > 4);
	assertNoLeak('messages', JSON.stringify(client.messages));
	assertNoLeak('a refusal', await (await fetch(`http://${place}/api/v1/status`)).text());

	const seen =
		readFileSync(`/proc/${service.pid}/cmdline`, 'latin1') + readFileSync(`/proc/${service.pid}/comm`, 'latin1');
	assertNoLeak('what ps shows', seen);
	process.kill(service.pid, 'SIGHUP');
	await eventually('a reload', () => /reloaded/.test(log()));
	assert.equal(await service.end(), 0);
	assertNoLeak('stdout', service.stdout());
	assertNoLeak('stderr', service.stderr());
	const files = filesBelow(directory.path);
	for (const kind of ['mon-tui.log', 'recordings/', 'state/mon-tui/spool/', '.notifications']) {
		assert.ok(
			files.some(file => file.includes(kind)),
			`${kind} in ${files.join(' ')}`,
		);
	}

	for (const file of files) {
		assertNoLeak(file, readFileSync(file, 'latin1'));
		assert.equal(statSync(file).mode & 0o077, 0, `${file} is for its owner alone`);
	}
});

test('the screen shows no secrets of failing parts', async () => {
	using directory = temporaryDirectory();
	await using planted = await plantEverywhere(directory);
	await using terminal = openProgram([...planted.args, '--debug'], {columns: 200, rows: 50, env: planted.env});
	await eventually('all secrets are sent', () => planted.areAllSent());
	await terminal.press('a');
	await terminal.waitFor(/failed notifications/);
	await terminal.press('escape');
	await terminal.waitFor(/^(?!.*failed notifications).*quit/s);
	await terminal.press('!');
	await terminal.waitFor(/Health of mon-tui/);
	await terminal.press('?');
	await terminal.waitFor(/show or close this help/);
	await terminal.press('escape');
	await terminal.press('q');
	await terminal.waitForExit();
	assertNoLeak('the terminal', terminal.raw());
});

test('runs that end at once show no secrets', async () => {
	using directory = temporaryDirectory();
	await using planted = await plantEverywhere(directory);
	const handlers = ['email', 'refused', 'redirected', 'nobody', 'slack'];
	for (const args of [
		['--print-config'],
		['--once'],
		['--json', '--once'],
		...handlers.map(name => ['--test-alert', name]),
	]) {
		const {stdout, stderr} = await runProgram([...planted.args, ...args, '--debug'], {env: planted.env});
		assert.notEqual(stdout + stderr, '');
		assertNoLeak(args.join(' '), stdout + stderr);
	}

	// Mistakes next to secrets, and in secrets.
	const config = readFileSync(directory.file('config.json'), 'utf8');
	for (const [good, bad] of [
		['"interval":0.2', '"interval":"often"'],
		['"url":"http://', '"url":"htp://'],
		['postgres://', 'postgrs://'],
		['/metrics?org=ops', '?org=ops'],
		['/metrics?org=ops', '/metrics?key=ops'],
		['"nats://', '"nats:'],
		['}', ''],
		['":"http', '":http'],
	] as const) {
		writeFileSync(directory.file('wrong.json'), config.replaceAll(good, bad));
		const {stdout, stderr, exitCode} = await runProgram(
			['--config', directory.file('wrong.json'), '--headless', '--debug'],
			{
				env: planted.env,
			},
		);
		assert.equal(exitCode, 2, `${bad}: ${stdout}${stderr}`);
		assertNoLeak(bad, stdout + stderr);
	}
});

test('a secret in a flag causes a warning, since ps shows it, and is not shown elsewhere', async () => {
	await using influx = await repeatingHttp(401);
	await using nats = await repeatingNats();
	const args = [
		...['--headless', '--serve', '--port', '0', '--interval', '0.2', '--no-gpu', '--log-level', 'debug'],
		...['--token', plantToken('Token'), '--publish', `nats://mon:${inUrl('Publish')}@127.0.0.1:${nats.port}`],
		...['--export-every-sample', '--export-to', `influxdb://mon:${inUrl('InfluxOne')}@127.0.0.1:${influx.port}/m`],
	];
	using service = startService(args);
	await eventually('the failures', () =>
		['"publish"', '"export influxdb:'].every(area => service.stderr().includes(`"area":${area}`)),
	);
	assert.equal(await service.end(), 0);
	assert.equal(service.stderr().match(/the process list shows/g)?.length, 3);
	assertNoLeak('its output', service.stdout() + service.stderr());
});

test('a token that a server refuses and repeats is not shown', async () => {
	using directory = temporaryDirectory();
	await using server = await repeatingHttp(401);
	writeFileSync(directory.file('token'), plantToken('Token'), {mode: 0o600});
	const config = directory.file('config.json');
	writeFileSync(
		config,
		JSON.stringify({
			connect: [
				{url: `ws://127.0.0.1:${server.port}`, tokenFile: directory.file('token')},
				`http://127.0.0.1:${server.port}/#token=${encodeURIComponent(plantToken('HookPath'))}`,
			],
		}),
	);
	for (const args of [
		['--config', config, '--once'],
		['--config', config, '--print-config'],
		['--connect', `http://127.0.0.1:${server.port}/#token=${encodeURIComponent(plantToken('HookQuery'))}`, '--once'],
	]) {
		const {stdout, stderr} = await runProgram(args);
		assertNoLeak(args.join(' '), stdout + stderr);
	}

	await using terminal = openProgram(['--config', config], {columns: 120, rows: 40});
	await terminal.waitFor(/token/);
	await terminal.press('q');
	await terminal.waitForExit();
	assertNoLeak('the terminal', terminal.raw());
	assert.equal(leaksOf(['Token', 'HookPath', 'HookQuery'], server.heard()).length, 3);
});
