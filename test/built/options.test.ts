import assert from 'node:assert/strict';
import {readFileSync, statSync, writeFileSync} from 'node:fs';
import {test} from 'node:test';
import {openProgram, runProgram} from '../helpers/run-program.js';
import {readOnlyDirectory} from '../helpers/small-disk.js';
import {temporaryDirectory} from '../helpers/temporary-directory.js';
import {detailedMemory} from '../helpers/views.js';

test('a panel that is hidden and saved is hidden after a restart', async () => {
	using directory = temporaryDirectory();
	const config = directory.file('mine.json');
	writeFileSync(config, '{\n\t// seconds\n\t"interval": 0.5\n}\n');
	{
		await using terminal = openProgram(['--config', config], {columns: 80, rows: 24});
		await terminal.waitFor(detailedMemory);
		await terminal.press('o');
		await terminal.waitFor(/\[x\] memory/);
		await terminal.press('down', 'enter');
		await terminal.waitFor(/\[ \] memory/);
		await terminal.press('up', 'up', 'enter');
		await terminal.waitFor(/Saved to/);
		await terminal.press('q', 'q');
		await terminal.waitForExit();
	}

	assert.equal(readFileSync(config, 'utf8'), '{\n\t// seconds\n\t"interval": 0.5,\n\t"hide": ["memory"]\n}\n');
	await using terminal = openProgram(['--config', config], {columns: 80, rows: 24});
	await terminal.waitFor(/DSK/);
	assert.doesNotMatch(terminal.screen(), detailedMemory);
});

test('without a configuration, W creates one in the default place, readable by its owner only', async () => {
	using directory = temporaryDirectory();
	const file = directory.file('made/mon-tui/config.json');
	await using terminal = openProgram(['--theme', 'light'], {
		env: {XDG_CONFIG_HOME: directory.file('made')},
		columns: 120,
	});
	await terminal.waitFor(detailedMemory);
	await terminal.press('M', 'W');
	await terminal.waitFor(/Saved to .*: theme, sort\./s);
	assert.equal(readFileSync(file, 'utf8'), '{\n\t"theme": "light",\n\t"sort": "memory"\n}\n');
	assert.equal(statSync(file).mode & 0o777, 0o600);
	await terminal.press('escape');
	await terminal.waitFor(/^(?!.*Saved)/s);
	await terminal.press('W');
	await terminal.waitFor(/is already up to date/);
});

test('a failed save is shown with its reason, and the screen continues', async t => {
	using directory = readOnlyDirectory();
	if (!directory) {
		t.skip('no directory can be made that refuses to be written');
		return;
	}

	await using terminal = openProgram(['--theme', 'light'], {env: {XDG_CONFIG_HOME: directory.path}, columns: 120});
	await terminal.waitFor(detailedMemory);
	await terminal.press('W');
	await terminal.waitFor(/Not saved:.*cannot be written: (?:read-only file system|permission denied)/s);
	await terminal.press('escape');
	await terminal.waitFor(/^(?!.*Not saved)/s);
	await terminal.press('q');
	assert.deepEqual(await terminal.waitForExit(), {exitCode: 0, signal: null});
});

test('a custom theme is chosen by its name; an invalid one is refused with its position', async () => {
	using directory = temporaryDirectory();
	const config = directory.file('mine.json');
	writeFileSync(config, '{"themes": {"mine": {"title": 201}}}');
	await using terminal = openProgram(['--config', config, '--theme', 'mine'], {
		env: {COLORTERM: 'truecolor'},
		columns: 120,
		rows: 40,
	});
	await terminal.waitFor(detailedMemory);
	assert.match(terminal.raw(), /\u001B\[38;5;201m[²³]?Memory/);
	writeFileSync(config, '{"themes": {"mine": {"title": 301}}}');
	const {exitCode, stderr} = await runProgram(['--config', config, '--once']);
	assert.equal(exitCode, 2);
	assert.match(stderr, /^mon-tui: \S*mine\.json:1:31: themes\.mine\.title must be .*, not 301\n$/);
});
