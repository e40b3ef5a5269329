import {type TerminalSize, terminalSize} from '../../support/terminal-size.js';

/** Terminal output in the form that Ink accepts. */
export type TerminalOutput = {
	readonly stream: NodeJS.WriteStream;
	size(): TerminalSize;
	/** Drops all output until the returned function is called. */
	mute(): () => void;
};

/** Maximum time that the end of the program waits for a terminal that accepts no output, in milliseconds. */
const maxWaitMs = 300;

/**
Wraps standard output for the screen. The wrapper always has a size. A frame is skipped while the terminal has not accepted
the last one (see `ink/log-update.ts`), and the end of the program does not wait for a blocked terminal.
*/
export function terminalOutput(stdout: NodeJS.WriteStream, env: NodeJS.ProcessEnv): TerminalOutput {
	const size = (): TerminalSize => terminalSize(stdout, env);
	let isMuted = false;

	const write = (text: string | Uint8Array, ...rest: readonly unknown[]): boolean => {
		const callback = rest.find(one => typeof one === 'function');
		if (isMuted) {
			setImmediate(() => callback?.());
			return true;
		}

		if (!callback) {
			return stdout.write(text);
		}

		let isFinished = false;
		const finish = (error?: unknown): void => {
			clearTimeout(timer);
			if (!isFinished) {
				isFinished = true;
				callback(error);
			}
		};
		const timer = setTimeout(finish, maxWaitMs);
		return stdout.write(text, finish);
	};

	const stream = new Proxy(stdout, {
		get(target, name) {
			switch (name) {
				case 'columns':
					return size().columns;
				case 'rows':
					return size().rows;
				case 'write':
					return write;
				default: {
					const value: unknown = Reflect.get(target, name, target);
					return typeof value === 'function' ? value.bind(target) : value;
				}
			}
		},
	});

	return {
		stream,
		size,
		mute() {
			isMuted = true;
			return () => {
				isMuted = false;
			};
		},
	};
}
