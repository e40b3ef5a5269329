import assert from 'node:assert/strict';
import {writeFileSync} from 'node:fs';
import {test} from 'node:test';
import {eventually} from '../helpers/eventually.js';
import {type Service, startService, startUnderJournal} from '../helpers/service.js';
import {temporaryDirectory} from '../helpers/temporary-directory.js';

async function listening(service: Service): Promise<string> {
	const pattern = /listens on (http:\/\/[^/]+\/)/;
	await eventually('the address in the log', () => pattern.test(service.stderr()));
	return pattern.exec(service.stderr())?.[1] ?? '';
}

test('a service logs JSON, serves, and exits with 0 on SIGTERM', async () => {
	using service = startService(['--serve', '--headless', '--port', '0']);
	const url = await listening(service);
	await eventually('health', async () => (await fetch(`${url}healthz`)).ok);
	assert.equal(await service.end('SIGTERM'), 0);
	const entries = service.stderr().trimEnd().split('\n');
	assert.deepEqual(
		entries.map(line => Object.keys(JSON.parse(line))),
		entries.map(() => ['time', 'level', 'area', 'message']),
	);
	assert.equal(JSON.parse(entries.at(-1) ?? '').message, 'mon-tui stopped');
	assert.equal(service.stdout(), '');
});

test('lines for the journal have a priority but no time and no colours', async () => {
	using directory = temporaryDirectory();
	const config = directory.file('config.json');
	const alerts = {
		rules: [{metric: 'memory.percentage', warning: 0}],
		handlers: [{type: 'console'}],
		groupWait: 0,
	};
	writeFileSync(config, JSON.stringify({alerts, interval: 0.1}));
	using service = startUnderJournal(['--serve', '--headless', '--port', '0', '--config', config, '--token', 's3cret']);
	await listening(service);
	await eventually('an alert', () => service.stderr().includes('WARNING'));
	assert.equal(await service.end('SIGTERM'), 0);
	const lines = service.stderr().trimEnd().split('\n');
	assert.match(lines[0] ?? '', /^<4>mon-tui: the process list shows --token/);
	assert.match(lines[1] ?? '', /^<6>monitor: mon-tui \S+ starts$/);
	assert.ok(lines.some(line => /^<4>\S+ WARNING: /.test(line)));
	for (const line of lines) {
		assert.match(line, /^<[2-7]>/);
		assert.doesNotMatch(line, /\d\d:\d\d:\d\d|\x1b|s3cret/);
	}
});

test('a generated token is not written to the journal', async () => {
	using service = startUnderJournal(['--serve', '--headless', '--port', '0', '--host', '0.0.0.0']);
	await listening(service);
	await eventually('the hint', () => /^<4>server: the generated token .*--token-file/m.test(service.stderr()));
	assert.equal(await service.end('SIGTERM'), 0);
	assert.doesNotMatch(service.stderr(), /#token=/);
});

test('an error at the start of a service has priority error in the journal', async () => {
	using service = startUnderJournal(['--serve', '--headless', '--port', '0', '--token-file', '/nowhere']);
	await eventually('the end', () => service.stderr().includes('--token-file'));
	assert.match(service.stderr(), /^<3>mon-tui: --token-file: \/nowhere cannot be read: no such file or directory$/m);
});

test('command lines of processes are sent only with --serve-cmdline', async () => {
	for (const isSent of [false, true]) {
		using service = startService([
			...['--serve', '--headless', '--port', '0', '--interval', '0.2'],
			...(isSent ? ['--serve-cmdline'] : []),
		]);
		const url = await listening(service);
		let rows: readonly {readonly pid: number; readonly command?: string}[] = [];
		await eventually('mon-tui in the list of processes', async () => {
			const message = (await (await fetch(`${url}api/v1/snapshot`)).json()) as {data: {processes: {top: typeof rows}}};
			rows = message.data.processes.top ?? [];
			return rows.some(({pid}) => pid === service.pid);
		});
		const own = rows.find(({pid}) => pid === service.pid);
		assert.ok(own);
		assert.equal(typeof own.command, isSent ? 'string' : 'undefined');
		await service.end();
	}
});
