import {spawn} from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {loginEnvironment} from './login-environment.js';
import {temporaryDirectory} from './temporary-directory.js';
import {openTerminal, type TerminalOptions, type TestTerminal} from './terminal.js';

/** The program as it is installed: `npm run build` makes what it starts. */
export const programPath = fileURLToPath(new URL('../../bin/mon-tui.js', import.meta.url));

/** An executable that is tested instead of the program on Node: the single file of `npm run build:binary`. */
export const executable = process.env.MON_TUI_PROGRAM && path.resolve(process.env.MON_TUI_PROGRAM);

/** The command that starts the tested program; its arguments follow. */
export const programCommand: readonly [file: string, ...args: string[]] = executable
	? [executable]
	: [process.execPath, programPath];

/** Starts the tested program in a pseudo-terminal. */
export function openProgram(args: readonly string[] = [], options: TerminalOptions = {}): TestTerminal {
	const [file, ...first] = programCommand;
	return openTerminal(file, [...first, ...args], options);
}

export type ProgramResult = {
	readonly stdout: string;
	readonly stderr: string;
	/** `null` when a signal ended it. */
	readonly exitCode: number | null;
	readonly signal: NodeJS.Signals | null;
};

export type RunOptions = {
	/** Added to a login environment, see `loginEnvironment`. */
	readonly env?: Readonly<Record<string, string>>;
	/** Sends SIGTERM as soon as the standard output matches: for what would go on for ever. */
	readonly stopWhen?: RegExp;
	readonly limitMs?: number;
	/** Another copy of the program, started by Node. */
	readonly program?: string;
};

/** Runs the tested program to its end without a terminal: standard output and error are pipes, standard input is empty. */
export function runProgram(args: readonly string[], options: RunOptions = {}): Promise<ProgramResult> {
	const [file, ...first] = options.program ? [process.execPath, options.program] : programCommand;
	return runToEnd(file, [...first, ...args], options);
}

/** Runs a shell pipeline that begins with the tested program, e.g. `| head -n 1`. */
export function runPipeline(args: readonly string[], rest: string, options: RunOptions = {}): Promise<ProgramResult> {
	return runToEnd('/bin/sh', ['-c', `"$0" "$@" ${rest}`, ...programCommand, ...args], options);
}

async function runToEnd(file: string, args: readonly string[], options: RunOptions): Promise<ProgramResult> {
	const {env = {}, stopWhen, limitMs = 40_000} = options;
	using home = temporaryDirectory();
	const child = spawn(file, [...args], {
		env: {...loginEnvironment(home.path), ...env},
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let stdout = '';
	let stderr = '';
	let isLate = false;

	child.stdout.setEncoding('utf8').on('data', (text: string) => {
		stdout += text;
		if (stopWhen?.test(stdout)) {
			child.kill('SIGTERM');
		}
	});
	child.stderr.setEncoding('utf8').on('data', (text: string) => {
		stderr += text;
	});
	const limit = setTimeout(() => {
		isLate = true;
		child.kill('SIGKILL');
	}, limitMs);

	try {
		return await new Promise((resolve, reject) => {
			child.once('error', reject);
			child.once('close', (exitCode, signal) => {
				if (isLate) {
					reject(new Error(`${args.join(' ')} did not end within ${limitMs} ms; it wrote:\n${stdout}\n${stderr}`));
				} else {
					resolve({stdout, stderr, exitCode, signal});
				}
			});
		});
	} finally {
		clearTimeout(limit);
	}
}
