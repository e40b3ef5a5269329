import {EventEmitter} from 'node:events';
import {type TerminalSize, terminalSize} from '../../support/terminal-size.js';
import type {JobControl} from './job-signals.js';
import {reflows} from './reflows.js';
import {wholeUpdates} from './whole-updates.js';

/** Terminal output in the form that Ink accepts. */
export type TerminalOutput = {
	readonly stream: NodeJS.WriteStream;
	size(): TerminalSize;
	/** Drops all output until the returned function is called. */
	mute(): () => void;
	/** Registers a listener that is called before those of Ink when the terminal has another size. */
	onResize(listener: () => void): void;
	/**
	Registers a listener that is called when the terminal had another size for a moment, too short to be seen. Rows that were
	cut or moved meanwhile are still on a full screen.
	*/
	onDisturbed(listener: () => void): void;
	/** Makes a new size effective at once. */
	settle(): void;
	/** Stops listening to the terminal. */
	close(): void;
};

/**
Time without a further change after which a new size is effective inline, in milliseconds. While a window is dragged, the
terminal may already have another size than the last one that was reported; tmux reports one at most every 250 ms.
*/
const settleMs = {usual: 100, tmux: 300};

/** Maximum time that the end of the program waits for a terminal that accepts no output, in milliseconds. */
const maxWaitMs = 300;

/** Resolves once the terminal has accepted all output, or when it takes too long. */
export async function flushed(stdout: NodeJS.WriteStream): Promise<void> {
	await new Promise<void>(resolve => {
		const timer = setTimeout(resolve, maxWaitMs);
		stdout.write('', () => {
			clearTimeout(timer);
			resolve();
		});
	});
}

/**
Wraps standard output for the screen. The wrapper always has a size. A frame is skipped while the terminal has not accepted
the last one (see `ink/log-update.ts`), or inline while its size changes. The end of the program does not wait for a blocked
terminal.
*/
export function terminalOutput(
	stdout: NodeJS.WriteStream,
	env: NodeJS.ProcessEnv,
	{
		isInline,
		onWindowChange,
		updateSize,
	}: {readonly isInline: boolean} & Pick<JobControl, 'onWindowChange' | 'updateSize'>,
): TerminalOutput {
	let size = terminalSize(stdout, env);
	let isMuted = false;
	let settling: NodeJS.Timeout | undefined;
	const resizes = new EventEmitter();
	let isResized = false;
	let onDisturbed = (): void => {};

	const stopSettling = (): void => {
		clearTimeout(settling);
		settling = undefined;
	};
	const settle = (): void => {
		stopSettling();
		size = terminalSize(stdout, env);
		resizes.emit('resize');
	};
	const changed = (): void => {
		if (!isResized && !isInline) {
			onDisturbed();
		}
	};
	const resized = (): void => {
		isResized = true;
		// Until all listeners of the signal that reported it have been called.
		queueMicrotask(() => {
			isResized = false;
		});
		stopSettling();
		if (isInline) {
			const waitMs = env.TMUX === undefined ? settleMs.usual : settleMs.tmux;
			const timer = setTimeout(() => {
				// A size that has changed since then settles first.
				updateSize();
				if (settling === timer) {
					settle();
				}
			}, waitMs);
			settling = timer;
		} else {
			settle();
		}
	};
	/** Inline, the rows of the last frame would not be found in a terminal whose size has just changed. */
	const isSettling = (): boolean => {
		if (isInline && settling === undefined) {
			updateSize();
		}

		return settling !== undefined;
	};
	stdout.on('resize', resized);
	const stopListening = onWindowChange(changed);

	const updates = wholeUpdates(text => stdout.write(text));
	const write = (text: string | Uint8Array, ...rest: readonly unknown[]): boolean => {
		const callback = rest.find(one => typeof one === 'function');
		if (isMuted) {
			setImmediate(() => callback?.());
			return true;
		}

		if (!callback) {
			return updates.write(text);
		}

		updates.flush();

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
					return size.columns;
				case 'rows':
					return size.rows;
				case 'write':
					return write;
				case 'writableNeedDrain':
					return isSettling() || target.writableNeedDrain;
				case 'reflows':
					// The alternate screen cuts rows.
					return isInline && reflows(env);
				case 'on':
				case 'off':
					return (event: string, listener: () => void) =>
						event === 'resize' ? resizes[name](event, listener) : target[name](event, listener);
				default: {
					const value: unknown = Reflect.get(target, name, target);
					return typeof value === 'function' ? value.bind(target) : value;
				}
			}
		},
	});

	return {
		stream,
		size: () => size,
		onResize(listener) {
			resizes.prependListener('resize', listener);
		},
		onDisturbed(listener) {
			onDisturbed = listener;
		},
		settle() {
			if (settling !== undefined) {
				settle();
			}
		},
		close() {
			updates.flush();
			stopSettling();
			stdout.off('resize', resized);
			stopListening();
		},
		mute() {
			isMuted = true;
			return () => {
				isMuted = false;
			};
		},
	};
}
