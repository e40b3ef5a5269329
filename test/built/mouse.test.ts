import assert from 'node:assert/strict';
import {test} from 'node:test';
import {eventually} from '../helpers/eventually.js';
import {mouseAt} from '../helpers/mouse.js';
import {executable, openProgram, programCommand} from '../helpers/run-program.js';
import {openTerminal, type TestTerminal} from '../helpers/terminal.js';

/** A size at which panels have frames. */
const large = {columns: 120, rows: 40} as const;

const mouseModes = [1000, 1002, 1003, 1006];

function modesOf(terminal: TestTerminal): readonly number[] {
	return mouseModes.filter(mode => terminal.modesUsed().has(mode));
}

async function waitForMouse(terminal: TestTerminal, isOn: boolean): Promise<void> {
	await eventually(`the mouse ${isOn ? 'reports' : 'is released'}`, async () => {
		const modes = (await terminal.leftBehind()).filter(mode => /mouse/i.test(mode));
		return modes.length === (isOn ? 2 : 0);
	});
}

/** Throws outside of any try block on SIGUSR2. */
const crash = `data:text/javascript,process.on(%27SIGUSR2%27,()=>{throw%20new%20Error(%27made%20up%27)})`;

const waysToLeave: ReadonlyArray<
	readonly [name: string, leave: (terminal: TestTerminal) => void | Promise<void>, exitCode: number]
> = [
	['q', terminal => terminal.press('q'), 0],
	['Ctrl-C', terminal => terminal.press('ctrl-c'), 0],
	['SIGTERM', terminal => terminal.signal('SIGTERM'), 0],
	['SIGINT', terminal => terminal.signal('SIGINT'), 0],
	['an uncaught exception', terminal => terminal.signal('SIGUSR2'), 1],
];

for (const [name, leave, exitCode] of waysToLeave) {
	const skip = executable && name.includes('exception') && 'the executable ignores NODE_OPTIONS';
	test(`${name} switches the mouse off again`, {skip}, async () => {
		await using terminal = openProgram([], {env: {NODE_OPTIONS: `--import=${crash}`}});
		await terminal.waitFor(/CPU.*\d%/s);
		await waitForMouse(terminal, true);
		assert.deepEqual(modesOf(terminal), [1000, 1006]);
		await leave(terminal);
		assert.deepEqual(await terminal.waitForExit(), {exitCode, signal: null});
		assert.deepEqual(await terminal.leftBehind(), []);
	});
}

for (const signal of ['SIGUSR2', 'SIGABRT'] as const) {
	test(`${signal}, which kills the program, switches the mouse off again`, async () => {
		await using terminal = openProgram();
		await terminal.waitFor(/CPU.*\d%/s);
		await waitForMouse(terminal, true);
		await terminal.signal(signal);
		assert.deepEqual(await terminal.waitForExit(), {exitCode: null, signal});
		assert.deepEqual(await terminal.leftBehind(), []);
	});
}

test('with --no-mouse, the mouse is left to the terminal', async () => {
	await using terminal = openProgram(['--no-mouse']);
	await terminal.waitFor(/CPU.*\d%/s);
	await terminal.press('q');
	await terminal.waitForExit();
	assert.deepEqual(modesOf(terminal), []);
});

test('in an inline view, the mouse is left to the terminal', async () => {
	await using terminal = openProgram(['--compact'], large);
	await terminal.waitFor(/CPU.*\d%/s);
	assert.deepEqual(modesOf(terminal), []);
	await terminal.press('d');
	await terminal.waitFor(/Memory/);
	await waitForMouse(terminal, true);
	await terminal.press('c');
	await terminal.waitFor(/MEM/);
	await waitForMouse(terminal, false);
	await terminal.press('q');
	await terminal.waitForExit();
	assert.deepEqual(await terminal.leftBehind(), []);
});

test('Ctrl-Z releases the mouse, and fg captures it again', async () => {
	const script = '"$@"; echo susp""ended; read answer; fg; echo "ended with $?"';
	await using terminal = openTerminal('/bin/sh', ['-mc', script, 'sh', ...programCommand], large);
	await terminal.waitFor(/CPU.*\d%/s);
	await terminal.press('ctrl-z');
	await terminal.waitFor(/suspended/);
	assert.deepEqual(await terminal.leftBehind(), []);
	await terminal.press('enter');
	await terminal.waitFor(/CPU.*\d%/s);
	await waitForMouse(terminal, true);
	terminal.write(mouseAt('click', terminal.rows(), '²Memory'));
	await terminal.press('z');
	await terminal.waitFor(/^(?!.*Disks).*Memory/s);
	await terminal.press('q');
	await terminal.waitFor(/ended with 0/);
	assert.deepEqual(await terminal.leftBehind(), []);
});
