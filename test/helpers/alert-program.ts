import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {writeFileSync} from 'node:fs';
import {loginEnvironment} from './login-environment.js';
import {type MemoryMachine, memoryMachine} from './memory-machine.js';
import {programCommand} from './run-program.js';
import {temporaryDirectory} from './temporary-directory.js';

export type AlertProgram = AsyncDisposable & {
	/** The machine that it watches. */
	readonly machine: MemoryMachine;
	readonly spool: string;
	start(): void;
	/** With SIGKILL the program does nothing more; with SIGTERM it ends in order. */
	end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>;
	/** What it wrote on standard error, over all its lives. */
	stderr(): string;
};

/** The built program as a service that watches the memory of a made-up machine, ten times a second. */
export function alertProgram(
	alerts: object,
	args: readonly string[] = [],
	machine: MemoryMachine = memoryMachine(),
): AlertProgram {
	const directory = temporaryDirectory();
	const config = directory.file('config.json');
	const spool = directory.file('spool');
	writeFileSync(config, JSON.stringify({interval: 0.1, alerts: {groupWait: 0, spool, ...alerts}}));
	let child: ChildProcess | undefined;
	let stderr = '';

	const end = async (signal: NodeJS.Signals): Promise<void> => {
		if (child && child.exitCode === null && child.signalCode === null) {
			const ended = once(child, 'exit');
			child.kill(signal);
			await ended;
		}
	};

	return {
		machine,
		spool,
		start() {
			const [file, ...first] = programCommand;
			child = spawn(
				file,
				[...first, '--headless', '--config', config, '--root', machine.root, '--no-disks', '--no-gpu', ...args],
				{env: loginEnvironment(directory.file('home')), stdio: ['ignore', 'ignore', 'pipe']},
			);
			child.stderr?.setEncoding('utf8').on('data', (text: string) => {
				stderr += text;
			});
		},
		end,
		stderr: () => stderr,
		async [Symbol.asyncDispose]() {
			await end('SIGKILL');
			machine[Symbol.dispose]();
			directory[Symbol.dispose]();
		},
	};
}
