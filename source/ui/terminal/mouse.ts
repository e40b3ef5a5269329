import {type MouseReport, parseMouseReport} from './mouse-report.js';
import {type Stdin, withRead} from './stdin.js';

/** What a mouse does, taken out of the input of the terminal. */
export type Mouse = {
	/** The same input without the reports: Ink drops what is no key before anybody else sees it. */
	readonly stdin: Stdin;
	/** Returns the function that ends it. */
	subscribe(listener: (report: MouseReport) => void): () => void;
};

/** A report, and the beginning of one that is not all there yet. */
const whole = /\u001B(\[<\d+;\d+;\d+[Mm])/g;
const begun = /\u001B\[<[\d;]*$/;

export function createMouse(stdin: Stdin): Mouse {
	const listeners = new Set<(report: MouseReport) => void>();
	let rest = '';

	const read = (size?: number): unknown => {
		const chunk: unknown = stdin.read(size);
		if (typeof chunk !== 'string') {
			return chunk;
		}

		const text = rest + chunk;
		rest = begun.exec(text)?.[0] ?? '';
		return text.slice(0, text.length - rest.length).replaceAll(whole, (_, body: string) => {
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
