import {type MouseReport, parseMouseReport} from './report.js';

type Stdin = NodeJS.ReadStream & {fd: 0};

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
		stdin: new Proxy(stdin, {
			get(target, name) {
				const value: unknown = Reflect.get(target, name, target);
				return name === 'read' ? read : typeof value === 'function' ? value.bind(target) : value;
			},
		}),
		subscribe(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
	};
}
