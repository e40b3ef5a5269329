import {singleLine} from '../../support/printable.js';

/** The title of the terminal's window. */
export type WindowTitle = {
	/** Saves the previous title, and shows the current one. */
	start(): void;
	/** Restores the previous title. */
	stop(): void;
};

/** Interval at which the title is updated, in milliseconds. */
const updateMs = 3000;
const maxLength = 80;

/** XTWINOPS: save and restore the title on a stack of the terminal. */
const save = '\u001B[22;2t';
const restore = '\u001B[23;2t';

/** Returns whether the terminal is one that has a title. */
export function hasWindowTitle({TERM = ''}: NodeJS.ProcessEnv): boolean {
	return !/^(?:|dumb|linux|vt\d.*|cons.*|unknown)$/.test(TERM);
}

/**
Keeps the title of the window up to date (OSC 2) between `start` and `stop`. It is written only when it has changed and the
terminal accepts output.
*/
export function windowTitle(stdout: NodeJS.WriteStream, titleOf: () => string | undefined): WindowTitle {
	let timer: NodeJS.Timeout | undefined;
	let shown: string | undefined;
	const update = (): void => {
		const title = titleOf();
		if (title === undefined || stdout.writableNeedDrain) {
			return;
		}

		// Names of machines and processes may contain any character.
		const text = singleLine(title, maxLength);
		if (text !== shown) {
			shown = text;
			stdout.write(`\u001B]2;${text}\u0007`);
		}
	};
	return {
		start() {
			stdout.write(save);
			update();
			timer = setInterval(update, updateMs);
			timer.unref();
		},
		stop() {
			if (timer !== undefined) {
				clearInterval(timer);
				timer = undefined;
				shown = undefined;
				stdout.write(restore);
			}
		},
	};
}
