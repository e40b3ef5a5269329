import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {mkdirSync, realpathSync} from 'node:fs';
import {suite, test} from 'node:test';
import {kill} from '../helpers/kill.js';
import {openProgram} from '../helpers/run-program.js';
import {temporaryDirectory} from '../helpers/temporary-directory.js';

/** Starts a shell in a directory, with a child that has changed to the root directory. Ends both when disposed. */
function startIn(directory: string) {
	const {pid = 0} = spawn('/bin/sh', ['-c', '(cd / && exec sleep 4711) & sleep 4712 & wait'], {
		cwd: directory,
		stdio: 'ignore',
		detached: true,
	});
	return {
		pid,
		[Symbol.dispose]() {
			kill(-pid);
		},
	};
}

suite('--for', () => {
	for (const view of ['compact', 'detailed']) {
		test(`limits the ${view} view to a directory`, async () => {
			using directory = temporaryDirectory();
			const project = directory.file('project');
			mkdirSync(project);
			mkdirSync(directory.file('project-2'));
			using _inside = startIn(project);
			using _outside = startIn(directory.file('project-2'));
			await using terminal = openProgram(['--view', view, '--for', project], {columns: 140, rows: 40});
			const screen = await terminal.waitFor(/for \/.*\d sleep 471\d.*\d sleep 471\d/s);
			assert.match(screen, new RegExp(`for ${realpathSync(project)}`));
			assert.equal(screen.match(/\d sleep 4711/g)?.length, 1, screen);
			assert.equal(screen.match(/\d sleep 4712/g)?.length, 1, screen);
			assert.doesNotMatch(screen, /mon-tui\.js/);
		});
	}

	test('limits the list to a process and its children', async () => {
		using directory = temporaryDirectory();
		using parent = startIn(directory.path);
		await using terminal = openProgram(['--compact', '--for', String(parent.pid)], {columns: 140, rows: 30});
		const screen = await terminal.waitFor(/\d sleep 471\d.*\d sleep 471\d/s);
		assert.match(screen, new RegExp(`for process ${parent.pid}`));
		assert.doesNotMatch(screen, /mon-tui\.js/);
	});

	test('says that a directory has no process', async () => {
		using directory = temporaryDirectory();
		await using terminal = openProgram(['--compact', '--for', directory.path]);
		await terminal.waitFor(/no process for \//);
	});

	test('refuses a process that does not exist', async () => {
		await using terminal = openProgram(['--for', '4194304'], {columns: 140});
		await terminal.waitForExit();
		assert.match(terminal.screen(), /--for: no process has the ID 4194304/);
	});

	test('names what is allowed', async () => {
		await using terminal = openProgram(['--for', 'nowhere'], {columns: 140});
		await terminal.waitForExit();
		assert.match(
			terminal.screen(),
			/--for must be a directory, the ID of a process or, with --diagnose,\s+a time such as 15s, found "nowhere"/,
		);
	});
});
