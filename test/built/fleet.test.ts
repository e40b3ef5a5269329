import assert from 'node:assert/strict';
import {writeFileSync} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {sampleSubject} from '../../source/nats/subject.js';
import {encodedSample} from '../../source/protocol/messages/encoded-sample.js';
import {alertOf} from '../helpers/alert-events.js';
import {eventually} from '../helpers/eventually.js';
import {findingOf} from '../helpers/findings.js';
import {listenTo, natsServer, noNatsServer} from '../helpers/nats-server.js';
import {openProgram, runProgram} from '../helpers/run-program.js';
import {cpu, ok, sampleAt, system} from '../helpers/samples.js';
import {serve, type TestServer} from '../helpers/serve.js';
import {startService} from '../helpers/service.js';
import {temporaryDirectory} from '../helpers/temporary-directory.js';
import {compactMemory, detailedMemory} from '../helpers/views.js';

/** Serves a machine of that name with two samples. */
async function machine(hostname: string, usedPercent: number, isWell = true): Promise<TestServer> {
	const server = await serve();
	for (const seconds of [0, 0.5]) {
		server.publish(seconds, {
			...sampleAt(seconds, {processor: ok(cpu(usedPercent, [usedPercent])), system: ok({...system, hostname})}),
			alerts: isWell ? [] : [alertOf()],
			findings: isWell ? [] : [findingOf({severity: 'warning'})],
		});
	}

	return server;
}

test('several machines are shown in an overview that opens each on the same screen', async () => {
	await using web = await machine('web', 11.1);
	await using db = await machine('db', 22.2, false);
	await using terminal = openProgram(['--connect', web.place, '--connect', db.place]);
	const overview = await terminal.waitFor(/2 hosts.*1 warning[\s\S]*22\.2%[\s\S]*11\.1%/);
	assert.ok(overview.indexOf(db.place) < overview.indexOf(web.place), 'trouble comes first');
	await terminal.press('enter');
	await terminal.waitFor(/db .*live/);
	await terminal.waitFor(/22\.2%/);
	await terminal.waitFor(/memory usage 85\.5% > 80\.0%/);
	await terminal.press(']');
	await terminal.waitFor(/web .*live[\s\S]*11\.1%/);
	await terminal.press('[');
	await terminal.waitFor(/db .*live[\s\S]*22\.2%/);
	await terminal.press('f');
	await terminal.waitFor(/2 hosts/);
	await terminal.press('f');
	await terminal.waitFor(/db .*live/);
	await terminal.resize(120, 40);
	await terminal.waitFor(/db .*live[\s\S]*Statistics/);
	assert.deepEqual([terminal.output().scrolls, terminal.output().wraps], [0, 0]);
	await terminal.press('q');
	assert.deepEqual(await terminal.waitForExit(), {exitCode: 0, signal: null});
	assert.deepEqual(await terminal.leftBehind(), []);
});

test('a lost machine is reported in the overview and on its screen, and recovers', async () => {
	let web = await machine('web', 11.1);
	await using db = await machine('db', 22.2);
	const [, port] = web.place.split(':');
	await using terminal = openProgram(['--connect', web.place, '--connect', db.place]);
	await terminal.waitFor(/11\.1%[\s\S]*22\.2%|22\.2%[\s\S]*11\.1%/);
	await web[Symbol.asyncDispose]();
	await terminal.waitFor(/1 lost[\s\S]*lost: (?:connection refused|the server stopped)/);
	await terminal.press('enter');
	await terminal.waitFor(/✖ lost/);
	web = await serve({port: Number(port)});
	await using again = web;
	again.publish(0, sampleAt(0, {processor: ok(cpu(33.3))}));
	await terminal.waitFor(/live[\s\S]*33\.3%/);
});

test('the views change while a machine is shown, and the overview is drawn inline too', async () => {
	await using web = await machine('web', 11.1);
	await using db = await machine('db', 22.2);
	await using terminal = openProgram(['--connect', web.place, '--connect', db.place]);
	await terminal.waitFor(/2 hosts/);
	await terminal.press('enter');
	await terminal.waitFor(/live/);
	await terminal.waitFor(detailedMemory);
	await terminal.press('c');
	await terminal.waitFor(compactMemory);
	await terminal.press('f');
	await terminal.waitFor(/2 hosts/);
	await terminal.press('d');
	await terminal.press('enter');
	await terminal.waitFor(/live/);
	await terminal.waitFor(detailedMemory);
	await terminal.press('q');
	assert.deepEqual(await terminal.waitForExit(), {exitCode: 0, signal: null});
});

test('each JSON line names its host, and each text line begins with it', async () => {
	using directory = temporaryDirectory();
	await using web = await machine('web', 11.1);
	await using db = await machine('db', 22.2, false);
	const file = path.join(directory.path, 'fleet.json');
	const connect = [
		{url: `ws://${web.place}`, name: 'web'},
		{url: `ws://${db.place}`, name: 'db'},
	];
	writeFileSync(file, JSON.stringify({connect}));
	const json = await runProgram(['--config', file, '--json', '--once']);
	const messages = json.stdout
		.trim()
		.split('\n')
		.map(line => JSON.parse(line));
	assert.deepEqual(messages.map(({host}) => host).sort(), ['db', 'web']);
	for (const {host, data, type} of messages) {
		assert.equal(type, 'monitoring_data');
		assert.equal(data.system.hostname, host, 'everything is there, and from the right host');
	}

	const once = await runProgram(['--config', file, '--once']);
	assert.match(once.stdout, /^web\n\n[\s\S]*CPU +│ 11\.1%/m);
	assert.match(once.stdout, /^db\n\n[\s\S]*CPU +│ 22\.2%/m);
	assert.match(once.stdout, /^[▲!] \/data is 96\.2% full: postgres \(4711, postgresql\.service\) writes/m);
	assert.deepEqual([json.stderr, json.exitCode, once.stderr, once.exitCode], ['', 0, '', 0]);

	const lines = await runProgram(['--config', file], {stopWhen: /^(?:db|web) [\s\S]*^(?:db|web) /m});
	assert.match(lines.stdout, /^web {2}\d\d:\d\d:\d\d {2}CPU [^▲!]*$/m);
	assert.match(lines.stdout, /^db {2}\d\d:\d\d:\d\d {2}CPU .* {2}[▲!] \/data is 96\.2% full/m);
	const format = await runProgram(['--config', file, '--once', '--format', '{processor.usage_percent}']);
	assert.deepEqual(format.stdout.trim().split('\n').sort(), ['db  22.2', 'web  11.1']);
});

test('with --once, a host that does not answer is named and the exit status is not 0', async () => {
	await using web = await machine('web', 11.1);
	const {stdout, stderr, exitCode} = await runProgram([
		...['--connect', web.place, '--connect', '127.0.0.1:9'],
		...['--json', '--once'],
	]);
	assert.match(stdout, /"hostname":"web"/);
	assert.equal(stderr, 'mon-tui: 127.0.0.1:9: connection refused\n');
	assert.equal(exitCode, 1);
});

test('options for one machine are refused for several', async () => {
	for (const flags of [['--serve'], ['--check'], ['--export', '/tmp'], ['--headless']]) {
		const {stderr, exitCode} = await runProgram(['--connect', 'web-01', '--connect', 'db-01', ...flags]);
		assert.equal(stderr, `mon-tui: ${flags[0]} supports only one machine; use one address with --connect\n`);
		assert.equal(exitCode, flags[0] === '--check' ? 3 : 2);
	}
});

test('an unreachable broker is waited for, reported once, and used as soon as it is available', {
	skip: noNatsServer,
}, async () => {
	await using broker = await natsServer();
	const place = `nats://127.0.0.1:${broker.port}`;
	using listener = startService(['--connect', place, '--json']);
	await eventually('the first failure', () => listener.stderr() !== '');
	for (let round = 1; round <= 2; round++) {
		await broker.start();
		await using publisher = await listenTo(broker);
		await eventually(`a line of round ${round}`, () => {
			publisher.connection.publish(sampleSubject(`host-${round}`), encodedSample(sampleAt(round)));
			return listener.stdout().includes(`"host":"host-${round}"`);
		});
		await broker.stop();
		await eventually('the next failure', () => listener.stderr().split('\n').length > round + 1);
	}

	assert.match(listener.stderr(), new RegExp(`^(mon-tui: cannot subscribe at ${place}: .+\\n)+$`));
	assert.equal(await listener.end(), 0);
});
