import assert from 'node:assert/strict';
import {readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {openProgram} from '../helpers/run-program.js';
import {temporaryDirectory} from '../helpers/temporary-directory.js';

test('the space for new objects does not grow while the program starts', async () => {
	using directory = temporaryDirectory();
	const file = path.join(directory.path, 'bytes');
	const preload = `data:text/javascript,import {writeFileSync} from 'node:fs'; import {getHeapSpaceStatistics} from 'node:v8';
		const size = () => getHeapSpaceStatistics().find(space => space.space_name === 'new_space').space_size;
		process.on('exit', () => writeFileSync('${file}', String(size())));`;
	await using terminal = openProgram(['--interval', '250ms'], {env: {NODE_OPTIONS: `--import=${encodeURI(preload)}`}});
	await terminal.waitFor(/CPU.*\d%/s);
	await terminal.waitForFrames(8);
	await terminal.press('q');
	await terminal.waitForExit();
	const bytes = Number(readFileSync(file, 'utf8'));
	// V8 grows it to 32 MB otherwise, as soon as the screen is drawn.
	assert.ok(bytes > 0 && bytes <= 8 * 2 ** 20, String(bytes));
});

test('the screen starts without HTTP and TLS, which take long to load', async () => {
	using directory = temporaryDirectory();
	const list = path.join(directory.path, 'modules');
	const preload = `data:text/javascript,import {writeFileSync} from 'node:fs';
		process.on('exit', () => writeFileSync('${list}', process.moduleLoadList.join('\\n')));`;
	await using terminal = openProgram([], {env: {NODE_OPTIONS: `--import=${encodeURI(preload)}`}});
	await terminal.waitFor(/CPU.*\d%/s);
	await terminal.press('q');
	await terminal.waitForExit();
	const modules = readFileSync(list, 'utf8').split('\n');
	assert.ok(modules.length > 50);
	assert.deepEqual(
		modules.filter(name => /undici|NativeModule (?:https?|tls)$/.test(name)),
		[],
	);
});

test('the first frame does not wait for the lock of the alerts, nor for a watch on the configuration', async () => {
	using directory = temporaryDirectory();
	const list = path.join(directory.path, 'modules');
	const preload = path.join(directory.path, 'preload.cjs');
	const reporting = `const write = process.stdout.write;
		process.stdout.write = function (text, ...others) {
			if (String(text).includes('CPU')) {
				process.stdout.write = write;
				require('node:fs').writeFileSync('${list}', process.moduleLoadList.join('\\n'));
			}
			return write.call(this, text, ...others);
		};`;
	writeFileSync(preload, reporting);
	await using terminal = openProgram([], {env: {NODE_OPTIONS: `--require=${preload}`}});
	await terminal.waitFor(/CPU.*\d%/s);
	await terminal.press('q');
	await terminal.waitForExit();
	const modules = readFileSync(list, 'utf8').split('\n');
	assert.ok(modules.includes('NativeModule tty'));
	assert.deepEqual(
		modules.filter(name => /^NativeModule (?:crypto|cluster|fs\/promises)$/.test(name)),
		[],
	);
});
