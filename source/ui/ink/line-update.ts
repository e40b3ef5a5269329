import type original from 'original:./line-update.js';
import {changedParts, type Part} from './changed-parts.js';
import type {Row} from './memory.js';
import {parse} from './runs.js';
import {codesBetween, plain} from './style.js';
import {writeParts} from './write-parts.js';

/** The bundler evaluates the module at the first call. */
declare function require(specifier: 'original:./line-update.js'): {readonly default: typeof original};

/**
Replaces ink/build/line-update.js of Ink 8.0.0, which returns the bytes that turn a row of the previous frame into its new
content. The original keeps the unchanged beginning of a row and writes everything after it. This version writes only the
cells that changed. It ends with the style closed, as every row of Ink does, so that the style between two rows is the default
of the terminal.
*/
export default function (previous: string, next: string, columns: number | undefined): string {
	const before = {text: previous, parsed: parse(previous)};
	const after = {text: next, parsed: parse(next)};
	const parts = partsOf(before, after, columns);
	if (!parts) {
		return rewritten(before, after, columns);
	}

	const {text, style} = writeParts(parts, {style: plain, column: undefined});
	return text + codesBetween(style, plain);
}

/** A row of a frame, as it was composed. */
type Composed = Pick<Row, 'text' | 'parsed'>;

/** Returns what a row changes in the previous frame; `undefined` unless both are simple and fit the terminal. */
export function partsOf(before: Composed, after: Composed, columns: number | undefined): readonly Part[] | undefined {
	return before.parsed &&
		after.parsed &&
		columns !== undefined &&
		Math.max(before.parsed.width, after.parsed.width) <= columns
		? changedParts(before.parsed, after.parsed)
		: undefined;
}

/** Returns the bytes of the original, which begin and end with the default style. */
export function rewritten(before: Composed, after: Composed, columns: number | undefined): string {
	return require('original:./line-update.js').default(before.text, after.text, columns);
}
