import {type MouseReport, parseMouseReport} from './mouse-report.js';
import {type Stdin, withRead} from './stdin.js';

/** Mouse events, extracted from the input of the terminal. */
export type Mouse = {
	/** Input without the mouse reports. Ink drops unknown sequences, so they must be read before it. */
	readonly stdin: Stdin;
	/** Registers a listener. Returns a function that removes it. */
	subscribe(listener: (report: MouseReport) => void): () => void;
};

/** Matches a complete report; `begun` matches an incomplete one at the end. */
const complete = /\u001B(\[<\d+;\d+;\d+[Mm])/g;
const incomplete = /\u001B\[<[\d;]*$/;

export function createMouse(stdin: Stdin): Mouse {
	const listeners = new Set<(report: MouseReport) => void>();
	let rest = '';

	const read = (size?: number): unknown => {
		const chunk: unknown = stdin.read(size);
		if (typeof chunk !== 'string') {
			return chunk;
		}

		const text = rest + chunk;
		rest = incomplete.exec(text)?.[0] ?? '';
		return text.slice(0, text.length - rest.length).replaceAll(complete, (_, body: string) => {
			const report = parseMouseReport(body);
			if (report) {
				for (const listener of listeners) {
					listener(report);
				}
			}

			return '';
		});
	};

	return {
		stdin: withRead(stdin, read),
		subscribe(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
	};
}
