import assert from 'node:assert/strict';
import {writeFileSync} from 'node:fs';
import {test} from 'node:test';
import {freePort} from '../helpers/free-port.js';
import {memoryMachine} from '../helpers/memory-machine.js';
import {openProgram} from '../helpers/run-program.js';
import {temporaryDirectory} from '../helpers/temporary-directory.js';

test('one key shows the problems of mon-tui, and the page is updated', async () => {
	using machine = memoryMachine(85);
	using directory = temporaryDirectory();
	const config = directory.file('config.json');
	const url = `http://127.0.0.1:${await freePort()}/alerts`;
	writeFileSync(
		config,
		JSON.stringify({
			interval: 0.2,
			alerts: {
				groupWait: 0,
				spool: directory.file('spool'),
				rules: [{metric: 'memory.percentage', warning: 80}],
				handlers: [{type: 'webhook', name: 'ops', url}],
			},
		}),
	);
	await using terminal = openProgram(['--config', config, '--root', machine.root, '--no-gpu'], {columns: 80, rows: 24});
	await terminal.waitFor(/Memory/);
	await terminal.press('!');
	await terminal.waitFor(/Status +▲ degraded.*handler ops: .*connection refused.*since \d\d:\d\d:\d\d/s);
	await terminal.waitFor(/Program +mon-tui \d.*pid \d+/s);
	const [, before] = /Samples +(\d+)/.exec(terminal.screen()) ?? [];
	await terminal.waitForFrames(3);
	const [, after] = /Samples +(\d+)/.exec(terminal.screen()) ?? [];
	assert.ok(Number(after) > Number(before), `${before} → ${after}`);
	await terminal.press('end');
	await terminal.waitFor(/processes +✓ ok/);
	await terminal.press('escape');
	await terminal.waitFor(/^(?!.*Health of mon-tui).*Memory/s);
	await terminal.press('q');
	assert.equal((await terminal.waitForExit()).exitCode, 0);
});

test('its key can be rebound', async () => {
	using directory = temporaryDirectory();
	const config = directory.file('config.json');
	writeFileSync(config, JSON.stringify({keys: {health: 'i'}}));
	await using terminal = openProgram(['--config', config, '--no-gpu'], {columns: 80, rows: 24});
	await terminal.waitFor(/Memory/);
	await terminal.press('i');
	await terminal.waitFor(/Health of mon-tui.*Status/s);
});
