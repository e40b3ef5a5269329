import assert from 'node:assert/strict';
import {readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {test} from 'node:test';
import {eventually} from '../helpers/eventually.js';
import {executable, openProgram, runProgram} from '../helpers/run-program.js';
import {startService} from '../helpers/service.js';
import {temporaryDirectory} from '../helpers/temporary-directory.js';

const skip = executable !== undefined && 'the compiled code is in the executable';

/** The files with compiled code, each with the time of its last change. */
function keptIn(cache: string): Readonly<Record<string, number>> {
	return Object.fromEntries(
		readdirSync(`${cache}/mon-tui`)
			.filter(name => !name.startsWith('.'))
			.map(name => [name.replace(/.*-|\.code$/g, ''), statSync(`${cache}/mon-tui/${name}`).mtimeMs]),
	);
}

test('a command keeps its compiled code, later ones use it, and a service and a screen add their own', {
	skip,
}, async () => {
	using cache = temporaryDirectory();
	const env = {XDG_CACHE_HOME: cache.path};
	const first = await runProgram(['--once', '--json'], {env});
	assert.equal(first.exitCode, 0);
	const kept = keptIn(cache.path);
	assert.deepEqual(Object.keys(kept), ['command']);

	const second = await runProgram(['--once', '--json'], {env});
	assert.deepEqual(Object.keys(JSON.parse(second.stdout)), Object.keys(JSON.parse(first.stdout)));
	assert.deepEqual(keptIn(cache.path), kept);

	using service = startService(['--headless'], env);
	await eventually('the code of the service was kept', () => 'service' in keptIn(cache.path));
	assert.equal(await service.end(), 0);
	await using terminal = openProgram([], {env});
	await terminal.waitFor(/PID/);
	await eventually('the code of the screen was kept', () => 'screen' in keptIn(cache.path));
	const {service: _, screen: __, ...others} = keptIn(cache.path);
	assert.deepEqual(others, kept);
});

test('damaged compiled code is replaced', {skip}, async () => {
	using cache = temporaryDirectory();
	const env = {XDG_CACHE_HOME: cache.path};
	await runProgram(['--once'], {env});
	const [name = ''] = readdirSync(`${cache.path}/mon-tui`);
	const file = `${cache.path}/mon-tui/${name}`;
	const content = readFileSync(file);
	writeFileSync(file, Buffer.from(content).fill(0, 100_000));

	const {exitCode, stderr} = await runProgram(['--once'], {env});
	assert.deepEqual({exitCode, stderr}, {exitCode: 0, stderr: ''});
	assert.ok(
		readFileSync(file)
			.subarray(100_000)
			.some(byte => byte !== 0),
	);
});

test('the engine takes compiled code, and that of other flags is kept beside it', {skip}, async () => {
	using cache = temporaryDirectory();
	const env = {XDG_CACHE_HOME: cache.path};
	const list = cache.file('refused');
	const preload = `data:text/javascript,import vm from 'node:vm'; import {appendFileSync} from 'node:fs';
		const {Script} = vm;
		vm.Script = class extends Script {
			constructor(...all) { super(...all); appendFileSync('${list}', String(this.cachedDataRejected) + '\\n'); }
		};`;
	const options = `--import=${encodeURI(preload)}`;
	const other = `${options} --stack-trace-limit=20`;
	for (const flags of [options, options, other, other, options]) {
		const {exitCode, stderr} = await runProgram(['--once'], {env: {...env, NODE_OPTIONS: flags}});
		assert.deepEqual({exitCode, stderr}, {exitCode: 0, stderr: ''});
	}

	assert.deepEqual(readFileSync(list, 'utf8').trim().split('\n'), [
		'undefined',
		'false',
		'undefined',
		'false',
		'false',
	]);
	assert.equal(readdirSync(`${cache.path}/mon-tui`).length, 2);
});
