import type {Gpu} from '../snapshot.js';
import {type ChildEnd, startChildGroup} from './child-group.js';
import type {NvidiaOutput} from './nvidia-output.js';
import type {Losses} from './nvidia-roll.js';

export type NvidiaStreamOptions = {
	readonly path: string;
	readonly arguments: readonly string[];
	readonly output: NvidiaOutput;
	/** The child is killed when it has measured nothing for this long. */
	readonly silenceMs: number;
	onEnd(end: ChildEnd): void;
};

/** One `nvidia-smi` that measures again and again until it ends. */
export type NvidiaStream = {
	/** `undefined` until the first measurement, and when the child was killed for its silence but has not ended yet. */
	gpus(): readonly Gpu[] | undefined;
	/** Whether it was killed for its silence. */
	isSilent(): boolean;
	hasMeasured(): boolean;
	lastWords(): string;
	losses(): Losses;
	kill(): void;
};

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
		// When this process itself was stopped, what the child wrote meanwhile is still in the pipe: read it first.
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
