import assert from 'node:assert/strict';
import {readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {test} from 'node:test';
import {eventually} from '../helpers/eventually.js';
import {executable, openProgram, runProgram} from '../helpers/run-program.js';
import {temporaryDirectory} from '../helpers/temporary-directory.js';

const skip = executable !== undefined && 'the compiled code is in the executable';

/** The files with compiled code, each with the time of its last change. */
function keptIn(cache: string): Readonly<Record<string, number>> {
	return Object.fromEntries(
		readdirSync(`${cache}/mon-tui`)
			.filter(name => !name.startsWith('.'))
			.map(name => [name.replace(/.*-/, ''), statSync(`${cache}/mon-tui/${name}`).mtimeMs]),
	);
}

test('a command keeps its compiled code, later ones use it, and a screen adds its own', {skip}, async () => {
	using cache = temporaryDirectory();
	const env = {XDG_CACHE_HOME: cache.path};
	const first = await runProgram(['--once', '--json'], {env});
	assert.equal(first.exitCode, 0);
	const kept = keptIn(cache.path);
	assert.deepEqual(Object.keys(kept), ['command']);

	const second = await runProgram(['--once', '--json'], {env});
	assert.deepEqual(Object.keys(JSON.parse(second.stdout)), Object.keys(JSON.parse(first.stdout)));
	assert.deepEqual(keptIn(cache.path), kept);

	await using terminal = openProgram([], {env});
	await terminal.waitFor(/PID/);
	await eventually('the code of the screen was kept', () => 'screen' in keptIn(cache.path));
	assert.deepEqual(keptIn(cache.path), {...kept, screen: keptIn(cache.path).screen});
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

test('compiled code that was made with other flags is refused by the engine, and the program runs without it', {
	skip,
}, async () => {
	using cache = temporaryDirectory();
	const env = {XDG_CACHE_HOME: cache.path};
	await runProgram(['--once'], {env});
	const kept = keptIn(cache.path);
	const {exitCode, stderr} = await runProgram(['--once'], {env: {...env, NODE_OPTIONS: '--stack-trace-limit=20'}});
	assert.deepEqual({exitCode, stderr}, {exitCode: 0, stderr: ''});
	assert.deepEqual(keptIn(cache.path), kept);
});
