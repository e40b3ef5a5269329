import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {mkdirSync, writeFileSync} from 'node:fs';
import {test} from 'node:test';
import {completionScript} from '../../source/config/completion/completion-script.js';
import {shownFlags} from '../../source/config/help/shown-flags.js';
import {without} from '../helpers/programs.js';
import {temporaryDirectory} from '../helpers/temporary-directory.js';
import {openTerminal, type TestTerminal} from '../helpers/terminal.js';

/** Creates a directory with files to complete and the script of a shell. */
function playground(shell: 'bash' | 'zsh' | 'fish') {
	const directory = temporaryDirectory();
	mkdirSync(directory.file('recordings'));
	writeFileSync(directory.file('record one.json'), '');
	writeFileSync(directory.file('script'), completionScript(shell));
	return directory;
}

/** The text before Tab, and the completed text. */
const cases: ReadonlyArray<readonly [name: string, typed: string, completed: string]> = [
	['a flag', 'mon-tui --compac', 'mon-tui --compact'],
	['a command', 'mon-tui do', 'mon-tui doctor'],
	['a flag after a command', 'mon-tui doctor --compac', 'mon-tui doctor --compact'],
	['a value', 'mon-tui --color true', 'mon-tui --color truecolor'],
	['a value after an equals sign', 'mon-tui --color=true', 'mon-tui --color=truecolor'],
	['a value after a short flag', 'mon-tui -i 2 --view comp', 'mon-tui -i 2 --view compact'],
	['a directory for a flag that requires one', 'mon-tui --export rec', 'mon-tui --export recordings/'],
	['a file with a space in its name', 'mon-tui --config record\\ ', 'mon-tui --config record\\ one.json'],
];

async function completes(terminal: TestTerminal): Promise<void> {
	for (const [name, typed, completed] of cases) {
		terminal.write(`${typed}\t`);
		const pattern = completed.replaceAll(/[\\^$*+?.()|[\]{}]/g, '\\$&');
		await terminal.waitFor(new RegExp(`${pattern}(?: |/|$)`, 'm')).catch(error => {
			throw new Error(`${name} is not completed: ${error.message}`);
		});
		// Unlike Ctrl-C it does not discard subsequent input.
		await terminal.press('ctrl-u');
	}
}

test('bash completes flags, values, files and directories', {skip: without('bash')}, async () => {
	using directory = playground('bash');
	await using terminal = openTerminal('bash', ['--norc', '--noprofile', '-i'], {cwd: directory.path});
	terminal.write('bind "set enable-bracketed-paste off"; PS1="> "; source ./script; echo rea""dy\r');
	await terminal.waitFor(/^ready/m);
	await completes(terminal);
});

test('zsh completes flags, values, files and directories', {skip: without('zsh')}, async () => {
	using directory = playground('zsh');
	await using terminal = openTerminal('zsh', ['-f', '-i'], {cwd: directory.path, env: {HOME: directory.path}});
	terminal.write('PS1="> "; autoload -U compinit; compinit -u -D; source ./script; echo rea""dy\r');
	await terminal.waitFor(/^ready/m);
	await completes(terminal);
});

test('fish completes flags, values, files and directories', {skip: without('fish')}, () => {
	using directory = playground('fish');
	const complete = (typed: string): readonly string[] => {
		const {stdout, stderr} = spawnSync(
			'fish',
			['--no-config', '-c', 'source ./script; complete -C "$argv[1]"', typed],
			{
				cwd: directory.path,
				env: {...process.env, HOME: directory.path},
				encoding: 'utf8',
			},
		);
		assert.equal(stderr, '');
		return stdout.split('\n').flatMap(line => line.split('\t')[0] || []);
	};

	assert.deepEqual(complete('mon-tui --compac'), ['--compact']);
	assert.deepEqual(complete('mon-tui do'), ['doctor']);
	assert.deepEqual(complete('mon-tui --compact do'), []);
	assert.deepEqual(complete('mon-tui --color true'), ['truecolor']);
	assert.deepEqual(complete('mon-tui --color=true'), ['--color=truecolor']);
	assert.deepEqual(complete('mon-tui --export rec'), ['recordings/']);
	assert.ok(complete('mon-tui --config rec').includes('record one.json'));
	assert.deepEqual(complete('mon-tui rec'), []);
	assert.ok(complete('mon-tui -').includes('-i'));
});

for (const [shell, check] of [
	['bash', ['-n']],
	['zsh', ['-n']],
	['fish', ['--no-execute']],
] as const) {
	test(`${shell} accepts the syntax of its script`, {skip: without(shell)}, () => {
		using directory = playground(shell);
		const {status, stderr} = spawnSync(shell, [...check, directory.file('script')], {encoding: 'utf8'});
		assert.deepEqual({status, stderr}, {status: 0, stderr: ''});
	});

	test(`every flag is in the script for ${shell}`, () => {
		const script = completionScript(shell);
		const missing = shownFlags().filter(
			({long}) => !new RegExp(`(?<![\\w-])${shell === 'fish' ? `-l ${long.slice(2)}` : long}(?![\\w-])`).test(script),
		);
		assert.deepEqual(missing, []);
	});
}
