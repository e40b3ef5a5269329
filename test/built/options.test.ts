import assert from 'node:assert/strict';
import {readFileSync, writeFileSync} from 'node:fs';
import {test} from 'node:test';
import {openProgram} from '../helpers/run-program.js';
import {temporaryDirectory} from '../helpers/temporary-directory.js';

test('what is hidden and remembered is hidden the next time', async () => {
	using directory = temporaryDirectory();
	const config = directory.file('mine.json');
	writeFileSync(config, '{\n\t// seconds\n\t"interval": 0.5\n}\n');
	{
		await using terminal = openProgram(['--config', config], {columns: 80, rows: 24});
		await terminal.waitFor(/Memory/);
		await terminal.press('o');
		await terminal.waitFor(/\[x\] memory/);
		await terminal.press('down', 'enter');
		await terminal.waitFor(/\[ \] memory/);
		await terminal.press('up', 'up', 'enter');
		await terminal.waitFor(/Remembered in/);
		await terminal.press('q');
		await terminal.waitForExit();
	}

	assert.equal(readFileSync(config, 'utf8'), '{\n\t// seconds\n\t"interval": 0.5,\n\t"hide": ["memory"]\n}\n');
	await using terminal = openProgram(['--config', config], {columns: 80, rows: 24});
	await terminal.waitFor(/Disks/);
	assert.doesNotMatch(terminal.screen(), /Memory/);
});
