import type {Command} from '../../../source/metrics/command.js';

/** A program that prints one recorded text per run, the last one again and again. */
export function recorded(...texts: readonly string[]): Command {
	let runs = 0;
	return {
		async run() {
			const text = texts[Math.min(runs, texts.length - 1)] ?? '';
			runs += 1;
			return text;
		},
		isRunning: () => false,
		[Symbol.dispose]() {},
	};
}
