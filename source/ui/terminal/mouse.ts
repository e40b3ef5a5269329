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

/** Maximum time between the clicks of a double click, in milliseconds. */
const doubleClickMs = 400;

/** `now` returns the time in milliseconds. */
export function createMouse(stdin: Stdin, now: () => number = () => performance.now()): Mouse {
	const listeners = new Set<(report: MouseReport) => void>();
	let rest = '';
	let lastClick: (Pick<MouseReport, 'column' | 'row'> & {readonly atMs: number}) | undefined;

	/** Returns the report, and for the second of two clicks on a cell a double click. */
	const counted = (report: MouseReport): MouseReport => {
		if (report.kind !== 'click') {
			return report;
		}

		const {column, row} = report;
		const isDouble = lastClick?.column === column && lastClick.row === row && now() - lastClick.atMs <= doubleClickMs;
		lastClick = isDouble ? undefined : {column, row, atMs: now()};
		return isDouble ? {...report, kind: 'doubleClick'} : report;
	};

	const read = (size?: number): unknown => {
		const chunk: unknown = stdin.read(size);
		if (typeof chunk !== 'string') {
			return chunk;
		}

		const text = rest + chunk;
		rest = incomplete.exec(text)?.[0] ?? '';
		return text.slice(0, text.length - rest.length).replaceAll(complete, (_, body: string) => {
			const report = parseMouseReport(body);
			const event = report && counted(report);
			if (event) {
				for (const listener of listeners) {
					listener(event);
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
