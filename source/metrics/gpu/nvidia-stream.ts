import type {Gpu} from '../snapshot.js';
import {type ChildEnd, startChildGroup} from './child-group.js';
import type {NvidiaOutput} from './nvidia-output.js';
import type {Losses} from './nvidia-roll.js';

/** The options of `startNvidiaStream`. */
export type NvidiaStreamOptions = {
	readonly path: string;
	readonly arguments: readonly string[];
	readonly output: NvidiaOutput;
	/** Milliseconds without a measurement after which the child is killed. */
	readonly silenceMs: number;
	onEnd(end: ChildEnd): void;
};

/** A running `nvidia-smi` that measures repeatedly. */
export type NvidiaStream = {
	/**
	Returns the latest GPUs. `undefined` until the first measurement, and after the child was killed for its silence.
	*/
	gpus(): readonly Gpu[] | undefined;
	/** Returns whether the child was killed for its silence. */
	isSilent(): boolean;
	hasMeasured(): boolean;
	lastWords(): string;
	losses(): Losses;
	kill(): void;
};

/** Starts `nvidia-smi`. */
export function startNvidiaStream({
	path,
	arguments: arguments_,
	output,
	...options
}: NvidiaStreamOptions): NvidiaStream {
	let isSilent = false;
	let hasMeasured = false;
	let hasSpoken = false;

	const child = startChildGroup(path, arguments_, {
		onOutput(text) {
			if (output.take(text)) {
				hasMeasured = true;
				hasSpoken = true;
				silence.refresh();
			}
		},
		onEnd(end) {
			clearTimeout(silence);
			options.onEnd(end);
		},
	});

	const silence = setTimeout(() => {
		// If this process was stopped, the pipe still has the child's output: read it first.
		hasSpoken = false;
		setImmediate(() => {
			if (!hasSpoken) {
				isSilent = true;
				child.kill();
			}
		});
	}, options.silenceMs);
	silence.unref();

	return {
		gpus: () => (isSilent ? undefined : output.gpus()),
		isSilent: () => isSilent,
		hasMeasured: () => hasMeasured,
		lastWords: output.lastWords,
		losses: output.losses,
		kill() {
			clearTimeout(silence);
			child.kill();
		},
	};
}
