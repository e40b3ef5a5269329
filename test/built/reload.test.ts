import assert from 'node:assert/strict';
import {X509Certificate} from 'node:crypto';
import {existsSync, readFileSync, renameSync, writeFileSync} from 'node:fs';
import process from 'node:process';
import {suite, test} from 'node:test';
import tls from 'node:tls';
import {selfSignedCertificate} from '../helpers/certificate.js';
import {eventually} from '../helpers/eventually.js';
import {openReceiver} from '../helpers/http-receiver.js';
import {openProgram} from '../helpers/run-program.js';
import {connect} from '../helpers/serve.js';
import {type Service, startService} from '../helpers/service.js';
import {type TemporaryDirectory, temporaryDirectory} from '../helpers/temporary-directory.js';

type Entry = {readonly level: string; readonly area: string; readonly message: string};

function entriesOf({stderr}: Service): readonly Entry[] {
	// The last line may be incomplete.
	return stderr()
		.split('\n')
		.slice(0, -1)
		.filter(line => line.startsWith('{'))
		.map(line => JSON.parse(line));
}

/** Starts a service with a configuration file in a temporary directory and a server on any port. */
function startOn(directory: TemporaryDirectory, config: object) {
	const file = directory.file('config.json');
	const write = (next: object | string): void =>
		writeFileSync(file, typeof next === 'string' ? next : JSON.stringify(next));
	write(config);
	const service = startService(['--config', file, '--headless', '--serve', '--port', '0']);
	const until = async (area: string, pattern: RegExp): Promise<void> =>
		eventually(`${area}: ${pattern} in ${service.stderr()}`, () =>
			entriesOf(service).some(entry => entry.area === area && pattern.test(entry.message)),
		);
	return {
		service,
		file,
		write,
		until,
		async address() {
			await until('server', /^listens on/);
			return /https?:\/\/(127\.0\.0\.1:\d+)/.exec(service.stderr())?.[1] ?? '';
		},
		count: (area: string, pattern: RegExp): number =>
			entriesOf(service).filter(entry => entry.area === area && pattern.test(entry.message)).length,
	};
}

suite('a service', () => {
	test('applies a changed file and keeps clients and history', async () => {
		using directory = temporaryDirectory();
		const {service, write, until, address} = startOn(directory, {interval: 0.2, metrics: {gpu: {enabled: false}}});
		using _ = service;
		using client = await connect(`ws://${await address()}`);
		const {seq: before} = await client.next('monitoring_data');

		write({interval: 0.1, metrics: {gpu: {enabled: false}, network: {enabled: false}}});
		await until('configuration', /^reloaded, changed: interval, metrics\.network\.enabled$/);
		await eventually('the client gets the new interval', () => {
			const {interval, data} = client.of('monitoring_data').at(-1);
			return interval === 0.1 && data.network === null;
		});
		const messages = client.of('monitoring_data');
		assert.deepEqual(
			messages.map(({seq}) => seq),
			messages.map((_, index) => before + index),
			'the same connection, the same count',
		);
		assert.equal(await service.end(), 0);
	});

	test('keeps the previous configuration while the file is empty', async () => {
		using directory = temporaryDirectory();
		const {service, write, until, file, count} = startOn(directory, {interval: 0.2});
		using _ = service;
		await until('server', /^listens on/);
		write('');
		await until('configuration', /config\.json is empty; .*; the previous configuration stays in effect$/);
		write('// Written by a tool\n');
		await until(
			'configuration',
			/config\.json is missing or contains only comments; .*; the previous configuration stays in effect$/,
		);
		write({interval: 0.2, view: 'line'});
		await until('configuration', /^reloaded, changed: view$/);
		assert.equal(count('configuration', /changed: .*interval/), 0, file);
		assert.equal(await service.end(), 0);
	});

	test('keeps the previous configuration and reports mistakes in the new one until they are corrected', async () => {
		using directory = temporaryDirectory();
		const {service, write, until, file} = startOn(directory, {interval: 0.2});
		using _ = service;
		await until('server', /^listens on/);

		write('{\n"intervall": 0.1,\n"view": "lines"}');
		await until(
			'configuration',
			/json:2:1: intervall is not a known key; did you mean "interval"\? \(and 1 more\); the previous configuration stays in effect$/,
		);
		await until('configuration', /json:3:9: view must be one of/);
		write('{"interval": 0.2');
		await until(
			'configuration',
			/json:1:17: invalid JSON: a closing \} is expected; the previous configuration stays in effect$/,
		);
		renameSync(file, `${file}~`);
		await until('configuration', /cannot be read: .*; the previous configuration stays in effect$/);
		write({interval: 0.2});
		await until('configuration', /^problem resolved$/);
		assert.equal(await service.end(), 0);
	});

	test('warns of an earlier name that the new configuration uses, once', async () => {
		using directory = temporaryDirectory();
		const {service, write, until, count} = startOn(directory, {metrics: {processor: {enabled: false}}});
		using _ = service;
		await until('server', /^listens on/);
		write({metrics: {cpu: {enabled: false}}});
		await until('configuration', /metrics\.cpu is now called metrics\.processor$/);
		write({metrics: {cpu: {enabled: false}}, hide: ['gpu']});
		await until('configuration', /^reloaded, changed: hide$/);
		assert.equal(count('configuration', /is now called/), 1);
	});

	test('reports settings that need a restart until they are reverted', async () => {
		using directory = temporaryDirectory();
		const {service, write, until} = startOn(directory, {server: {maxClients: 3}});
		using _ = service;
		await until('server', /^listens on/);
		write({server: {maxClients: 4, host: '0.0.0.0'}, history: {samples: 10}, theme: 'light'});
		await until(
			'configuration',
			/^history\.samples, server\.host, server\.maxClients changed; restart mon-tui to apply the change$/,
		);
		write({server: {maxClients: 3}});
		await until('configuration', /^problem resolved$/);
		assert.equal(await service.end(), 0);
	});

	test('applies changes of rules, handlers, recordings and log levels', async () => {
		using directory = temporaryDirectory();
		const {service, write, until, count} = startOn(directory, {interval: 0.1, alerts: {rules: []}});
		using _ = service;
		await until('server', /^listens on/);
		const rules = ['memory.percentage>0.001'];
		const handlers = [{type: 'file', path: directory.file('alerts.log')}];
		const recording = directory.file('recording');
		write({
			interval: 0.1,
			alerts: {rules, handlers, groupWait: 0},
			export: {directory: recording, everySample: true},
			log: {level: ['info', 'monitor:error']},
		});
		await eventually('the alert is notified', () => existsSync(directory.file('alerts.log')));
		await eventually('the recording', () => existsSync(recording));

		write({interval: 0.1, alerts: {rules: [], handlers, groupWait: 0}, log: {level: ['info', 'monitor:error']}});
		await eventually('the end of a rule is the end of its alert', () =>
			/"event":"cleared"/.test(readFileSync(directory.file('alerts.log'), 'utf8')),
		);
		assert.equal(await service.end(), 0);
		assert.equal(count('monitor', /ends/), 0);
	});

	test('reloads the configuration on SIGHUP and reopens the log file', async () => {
		using directory = temporaryDirectory();
		const log = directory.file('monitor.log');
		const {service} = startOn(directory, {log: {file: log}});
		using _ = service;
		const read = (): string => (existsSync(log) ? readFileSync(log, 'utf8') : '');
		await eventually('it serves', () => /listens on/.test(read()));
		renameSync(log, `${log}.old`);
		process.kill(service.pid, 'SIGHUP');
		await eventually('the reload', () => /reloaded, unchanged/.test(read()));
		assert.equal(await service.end(), 0);
	});

	test('uses changed secret files after SIGHUP, and the previous secret if a file is missing', async () => {
		using directory = temporaryDirectory();
		await using receiver = await openReceiver(200);
		const [tokenFile, urlFile] = [directory.file('token'), directory.file('url')];
		writeFileSync(tokenFile, 'first-token\n', {mode: 0o600});
		writeFileSync(urlFile, `${receiver.origin}/first\n`, {mode: 0o600});
		const {service, until, address, count} = startOn(directory, {
			interval: 0.1,
			server: {tokenFile},
			alerts: {
				rules: ['memory.percentage>0'],
				groupWait: 0,
				cooldown: 1,
				handlers: [{type: 'webhook', urlFile}],
			},
		});
		using _ = service;
		const place = await address();
		const statusWith = async (token: string): Promise<number> =>
			(await fetch(`http://${place}/api/v1/status`, {headers: {Authorization: `Bearer ${token}`}})).status;
		const isPosted = (path: string) => () => receiver.requests.some(request => request.path === path);
		assert.equal(await statusWith('first-token'), 200);
		await eventually('an alert at the first address', isPosted('/first'));

		writeFileSync(tokenFile, 'second-token\n');
		writeFileSync(urlFile, `${receiver.origin}/second\n`);
		process.kill(service.pid, 'SIGHUP');
		await until('configuration', /^reloaded, changed: .*server\.token/);
		assert.deepEqual([await statusWith('first-token'), await statusWith('second-token')], [401, 200]);
		await eventually('an alert at the second address', isPosted('/second'));

		renameSync(tokenFile, `${tokenFile}~`);
		process.kill(service.pid, 'SIGHUP');
		await until(
			'configuration',
			/server\.tokenFile: .* cannot be read: .*; the previous configuration stays in effect$/,
		);
		assert.equal(await statusWith('second-token'), 200);
		assert.equal(count('configuration', /restart/), 0);
		assert.equal(await service.end(), 0);
		assert.doesNotMatch(service.stderr(), /(?:first|second)-token|\/(?:first|second)/);
	});

	test('serves a renewed certificate after SIGHUP, and the old one if the new one cannot be used', async () => {
		using directory = temporaryDirectory();
		const [tlsCert, tlsKey] = [directory.file('cert.pem'), directory.file('key.pem')];
		const renew = (): string => {
			const {cert, key} = selfSignedCertificate();
			writeFileSync(tlsCert, cert);
			writeFileSync(tlsKey, key);
			return new X509Certificate(cert).fingerprint256;
		};
		const first = renew();
		const {service, until, address} = startOn(directory, {server: {tlsCert, tlsKey}});
		using _ = service;
		const place = await address();
		assert.equal(await fingerprintAt(place), first);

		writeFileSync(tlsKey, 'nonsense');
		process.kill(service.pid, 'SIGHUP');
		await until('certificate', /cannot be used: .*; the old certificate is still used$/);
		assert.equal(await fingerprintAt(place), first);

		const second = renew();
		process.kill(service.pid, 'SIGHUP');
		await until('certificate', /^problem resolved$/);
		assert.equal(await fingerprintAt(place), second);
		assert.equal(await service.end(), 0);
	});
});

async function fingerprintAt(place: string): Promise<string> {
	const [host, port] = place.split(':');
	const socket = tls.connect({host, port: Number(port), rejectUnauthorized: false});
	await new Promise((resolve, reject) => socket.once('secureConnect', resolve).once('error', reject));
	const {fingerprint256} = socket.getPeerCertificate();
	socket.destroy();
	return fingerprint256;
}

test('a service in a terminal reloads on SIGHUP and ends when the terminal is closed', async () => {
	await using terminal = openProgram(['--headless'], {columns: 200});
	await terminal.waitFor(/mon-tui \S+ starts/);
	terminal.signal('SIGHUP');
	await terminal.waitFor(/reloaded, unchanged/);
	terminal.hangUp();
	const {exitCode, signal} = await terminal.waitForExit();
	assert.ok(exitCode === 0 || signal === 'SIGHUP', `${exitCode} ${signal}`);
});

suite('the screen', () => {
	test('applies changes of keys and panels, and continues after SIGHUP while its terminal is open', async () => {
		using directory = temporaryDirectory();
		const file = directory.file('config.json');
		writeFileSync(file, '{}');
		await using terminal = openProgram(['--config', file], {columns: 120, rows: 40});
		await terminal.waitFor(/Memory/);
		writeFileSync(file, '{"hide": ["memory"], "keys": {"nextView": "y"}, "interval": 1}');
		await terminal.waitFor(/^(?!.*Memory ─).*Disks/s);
		await terminal.press('y');
		await terminal.waitFor(/MEM/);

		writeFileSync(file, '{"hide": ["memory"], "keys": {"nextView": "y"}, "view": "detailed"}');
		terminal.signal('SIGHUP');
		await terminal.waitFor(/Disks/);
		await terminal.press('q');
		assert.deepEqual(await terminal.waitForExit(), {exitCode: 0, signal: null});
		assert.deepEqual(await terminal.leftBehind(), []);
	});

	test('shows that the new configuration cannot be used', async () => {
		using directory = temporaryDirectory();
		const file = directory.file('config.json');
		writeFileSync(file, '{}');
		await using terminal = openProgram(['--config', file], {columns: 120, rows: 40});
		await terminal.waitFor(/Memory/);
		writeFileSync(file, '{"veiw": "line"}');
		await terminal.waitFor(/1 problem/);
		writeFileSync(file, '{}');
		await terminal.waitFor(/^(?!.*1 problem)/s);
	});
});
