import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {suite, test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {eventually} from '../helpers/eventually.js';
import {executable, runProgram} from '../helpers/run-program.js';
import {startService} from '../helpers/service.js';
import {temporaryDirectory} from '../helpers/temporary-directory.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const {version} = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {readonly version: string};
const nobody = 65534;

const skip = !executable && 'MON_TUI_PROGRAM names no executable: npm run build:binary, npm run test:binary';

suite('the program in one file', {skip}, () => {
	test('runs alone in an empty folder that it cannot write, with an empty environment, as a normal user', async () => {
		using directory = temporaryDirectory();
		chmodSync(directory.path, 0o755);
		const file = directory.file('mon-tui');
		copyFileSync(executable || '', file);
		const cwd = directory.file('empty');
		mkdirSync(cwd, {mode: 0o555});
		const user = process.getuid?.() === 0 ? {uid: nobody, gid: nobody} : {};
		for (const [flag, output] of [
			['--version', new RegExp(`^${version.replaceAll('.', '\\.')}\n$`)],
			['--once', /Memory/],
			['--print-config', /"interval": 0\.5/],
		] as const) {
			const {stdout, stderr} = await promisify(execFile)(file, [flag], {...user, cwd, env: {}});
			assert.match(stdout, output);
			assert.equal(stderr, '');
		}

		assert.deepEqual(readdirSync(cwd), []);
	});

	test('contains the web page', async () => {
		using service = startService(['--serve', '--headless', '--port', '0']);
		await eventually('the address', () => /listens on/.test(service.stderr()));
		const [, url] = /listens on (http:\/\/[^/]+\/)/.exec(service.stderr()) ?? [];
		const page = await (await fetch(`${url}`)).text();
		assert.match(page, /<title>mon-tui<\/title>/);
		for (const [, file] of page.matchAll(/(?:href|src)="([\w.]+)"/g)) {
			assert.equal((await fetch(`${url}${file}`)).status, 200, file);
		}

		assert.equal(await service.end(), 0);
	});

	test('contains the drivers of databases and of NATS', async () => {
		for (const args of [
			['--export-to', 'postgresql://127.0.0.1:1/metrics', '--export-interval', '0.2'],
			['--export-to', 'mysql://127.0.0.1:1/metrics', '--export-interval', '0.2'],
			['--publish', 'nats://127.0.0.1:1'],
		]) {
			using service = startService(['--headless', '--no-gpu', '--interval', '0.2', ...args]);
			await eventually(`an attempt of ${args[1]}`, () => service.stderr().includes('connection refused'));
		}
	});

	test('prints completions', async () => {
		for (const shell of ['bash', 'zsh', 'fish']) {
			assert.match((await runProgram(['--completion', shell])).stdout, /--interval|-l interval/);
		}
	});

	test('ignores NODE_OPTIONS', async () => {
		using directory = temporaryDirectory();
		writeFileSync(directory.file('crash.cjs'), 'process.exit(9)');
		const {exitCode} = await runProgram(['--version'], {
			env: {NODE_OPTIONS: `--require=${directory.file('crash.cjs')}`},
		});
		assert.equal(exitCode, 0);
	});

	test('contains the licences, of Node.js too', () => {
		const bytes = readFileSync(executable || '');
		for (const text of ['below, each under its licence', 'Node.js is licensed for use as follows']) {
			assert.ok(bytes.includes(text), text);
		}
	});
});
