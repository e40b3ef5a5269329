import {type ChildProcess, spawn} from 'node:child_process';
import process from 'node:process';
import {printableLine} from '../../support/printable.js';
import {closed, type Failure} from '../client/connection-error.js';
import type {SshAddress} from './address.js';
import {type SshMode, scriptLine, sshArguments} from './arguments.js';
import type {Channel, Receiver} from './channel.js';
import {bundleRequest, wayOf} from './greeting.js';
import {lineBuffer} from './line-buffer.js';
import {linkScript} from './link-script.js';
import {failureOfSsh, failureToStart} from './ssh-failure.js';

/** A connection to a machine, and what answers there: a mon-tui, or a shell that prints files of the kernel. */
export type OpenedChannel = {readonly state: 'open'; readonly way: 'messages' | 'shell'; readonly channel: Channel};

/** The result of an attempt to connect. */
export type Attempt = OpenedChannel | {readonly state: 'failed'; readonly failure: Failure};

export type OpenOptions = SshMode & {
	/** The maximum time until the other side is ready, including questions to the user. */
	readonly timeoutMs: number;
	/** The collectors to send to a machine with Node and without mon-tui. `undefined`: there are none. */
	readonly bundle: Buffer | undefined;
	readonly signal: AbortSignal;
};

/** The maximum length of a line, and of the text that a login shell prints before the connection is ready. */
const maxLineBytes = 1024 * 1024;
const maxGreetingBytes = 64 * 1024;

const maxErrorText = 4096;

/** The maximum size of data that the other side does not read. */
const maxUnreadBytes = 256 * 1024;

/** The time that `ssh` has to end by itself. */
const endTimeoutMs = 1000;

/** Connects with `ssh` and resolves as soon as the other side answers, or the attempt has failed. */
export function openChannel(address: SshAddress, {mayAsk, timeoutMs, bundle, signal}: OpenOptions): Promise<Attempt> {
	return new Promise(resolve => {
		const child = spawn('ssh', sshArguments(address, {mayAsk}), {
			stdio: ['pipe', 'pipe', 'pipe'],
			env: withoutOwnVariables(process.env),
		});
		const {stdin, stdout, stderr} = child;
		const lines = lineBuffer(maxLineBytes);
		let errorText = '';
		let greetingBytes = 0;
		let greeting = '';
		let unsentBundle = bundle;
		let isOpen = false;
		let receiver: Receiver | undefined;
		/** The first failure is the reason; the end of `ssh` is only its consequence. */
		let failure: Failure | undefined;
		let ended: Failure | undefined;

		const close = (reason: Failure): void => {
			failure ??= reason;
			stdin.end();
			setTimeout(() => killIfRunning(child), endTimeoutMs).unref();
		};

		const cut = (reason: Failure): void => {
			failure ??= reason;
			killIfRunning(child);
		};

		const end = (last: Failure): void => {
			if (ended) {
				return;
			}

			const reason = failure ?? last;
			ended = reason;
			clearTimeout(timer);
			signal.removeEventListener('abort', onAbort);
			stdout.destroy();
			stderr.destroy();
			if (isOpen) {
				receiver?.onEnd(reason);
			} else {
				resolve({state: 'failed', failure: reason});
			}
		};

		const onAbort = (): void => cut(closed);
		const timer = setTimeout(
			() => cut({reason: `no answer from the machine within ${Math.round(timeoutMs / 1000)} s`, isFinal: false}),
			timeoutMs,
		);

		/** Takes lines until the one that says how the other side answers. A login shell may print others before it. */
		const takeGreeting = (): void => {
			for (let line = lines.take(); line !== undefined; line = lines.take()) {
				const text = line.toString('latin1');
				if (unsentBundle && text === bundleRequest) {
					stdin.write(unsentBundle);
					unsentBundle = undefined;
					continue;
				}

				const way = wayOf(text);
				if (way === undefined) {
					greeting = greeting === '' ? text : greeting;
					continue;
				}

				clearTimeout(timer);
				isOpen = true;
				// What a login shell printed at the start does not explain the end.
				errorText = '';
				resolve({state: 'open', way, channel});
				return;
			}
		};

		const takeLines = (): void => {
			for (let line = lines.take(); line !== undefined && failure === undefined; line = lines.take()) {
				receiver?.onLine(line);
			}
		};

		stdout.on('data', (chunk: Buffer) => {
			if (failure !== undefined) {
				return;
			}

			lines.add(chunk);
			if (isOpen) {
				takeLines();
			} else {
				greetingBytes += chunk.length;
				takeGreeting();
				if (isOpen) {
					// The receiver is set soon; until then nothing more is read.
					stdout.pause();
				} else if (greetingBytes > maxGreetingBytes) {
					const shown = printableLine(greeting.trim(), 80);
					cut({reason: `the remote shell does not run the command; it prints "${shown}"`, isFinal: true});
				}
			}

			if (lines.isTooLong()) {
				cut({reason: `the machine sent a line of more than ${maxLineBytes} bytes`, isFinal: false});
			}
		});
		stderr.on('data', (chunk: Buffer) => {
			errorText = (errorText + chunk.toString('utf8')).slice(-maxErrorText);
		});
		// A broken pipe is reported by the end of `ssh`.
		for (const stream of [stdin, stdout, stderr]) {
			stream.on('error', () => {});
		}

		child.once('error', error => end(failureToStart(error)));
		child.once('exit', exitCode => {
			const endNow = (): void => end(failureOfSsh({exitCode, errorText, wasOpen: isOpen}));
			// A master connection that stays in the background keeps the pipes open.
			child.once('close', endNow);
			setTimeout(endNow, endTimeoutMs).unref();
		});
		signal.addEventListener('abort', onAbort, {once: true});
		if (signal.aborted) {
			onAbort();
		}

		const channel: Channel = {
			write(text) {
				if (failure === undefined && stdin.writable) {
					stdin.write(text);
					if (stdin.writableLength > maxUnreadBytes) {
						cut({reason: 'the machine does not read', isFinal: false});
					}
				}
			},
			receive(next) {
				receiver = next;
				if (ended) {
					next.onEnd(ended);
				} else {
					takeLines();
					stdout.resume();
				}
			},
			close,
		};

		stdin.write(scriptLine(linkScript(bundle?.length)));
	});
}

/** Leaves out the settings of mon-tui, which may be secrets: `ssh` passes variables to its proxies and may send them. */
function withoutOwnVariables(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
	return Object.fromEntries(Object.entries(environment).filter(([name]) => !name.startsWith('MON_TUI_')));
}

function killIfRunning(child: ChildProcess): void {
	if (child.exitCode === null && child.signalCode === null) {
		child.kill('SIGTERM');
	}
}
