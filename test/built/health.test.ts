import assert from 'node:assert/strict';
import {writeFileSync} from 'node:fs';
import {test} from 'node:test';
import {freePort} from '../helpers/free-port.js';
import {memoryMachine} from '../helpers/memory-machine.js';
import {openProgram} from '../helpers/run-program.js';
import {temporaryDirectory} from '../helpers/temporary-directory.js';
import {detailedMemory} from '../helpers/views.js';

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
	await terminal.waitFor(detailedMemory);
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
	await terminal.waitFor(/^(?!.*Health of mon-tui).*MEM/s);
	await terminal.press('q');
	assert.equal((await terminal.waitForExit()).exitCode, 0);
});

test('its key can be rebound', async () => {
	using directory = temporaryDirectory();
	const config = directory.file('config.json');
	writeFileSync(config, JSON.stringify({keys: {health: 'Y'}}));
	await using terminal = openProgram(['--config', config, '--no-gpu'], {columns: 80, rows: 24});
	await terminal.waitFor(detailedMemory);
	await terminal.press('Y');
	await terminal.waitFor(/Health of mon-tui.*Status/s);
});
