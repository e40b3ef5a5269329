import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {openProgram} from '../helpers/run-program.js';
import {temporaryDirectory} from '../helpers/temporary-directory.js';

test('the screen starts without the HTTP client of Node.js, which takes long to load', async () => {
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
		modules.filter(name => name.includes('undici')),
		[],
	);
});
