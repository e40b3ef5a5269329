import type {AnsiCode} from 'original:@alcalzone/ansi-tokenize';
import QuickLRU from 'original:quick-lru';

/** Active codes, reduced as ansi-tokenize 0.3.2 does, and their serialization. */
export type Style = {readonly codes: readonly AnsiCode[]; readonly spelling: string};

/** A line of text as Ink serializes it. */
export type Line = {
	/** `undefined` when the text could not be read line by line. */
	readonly source: string | undefined;
	/** Style at the start and at the end of the line. */
	readonly opened: Style;
	readonly open: Style;
	readonly text: string;
	/** Width of a line of single cells, and its `text` parsed and serialized again, as Ink does before it clips. */
	readonly simple: {readonly width: number; readonly respelt: string} | undefined;
};

/** A written text and its lines. */
export type Block = {readonly text: string; readonly lines: readonly Line[]};

/** A line on a row: its column, and its text after clipping and transformation. */
export type Piece = {readonly x: number; readonly text: string};

export type Row = {readonly pieces: readonly Piece[]; readonly text: string};

/** Results of composing one frame that the next frame uses again. */
export type Frame = {
	readonly width: number;
	/** Blocks in the order of writing. */
	readonly blocks: readonly Block[];
	readonly rows: readonly Row[];
};

/** Maximum number of cached styles; a theme has some dozens. */
const maxStyles = 1024;

/** Maximum number of cached texts; a screen has some dozens. */
export const maxTexts = 128;

/**
State kept between frames: the previous frame, the meaning of SGR codes, and which texts are clean. Ink creates an `Output`
per frame and passes nothing from one to the next, so the state belongs to the module. It only caches results that follow
from their keys, so that every Ink instance draws the same frame with or without it. It is bounded by one frame, `maxStyles`
styles and transitions, and `maxTexts` texts.
*/
export const memory = {
	frame: {width: 0, blocks: [], rows: []} as Frame,
	/** Style after a code, by the style before it and the code. */
	styles: new Map<string, Style>(),
	/** Codes between two styles, by these styles. */
	changes: new Map<string, string>(),
	/** Recent texts in which nothing has to be sanitized. */
	cleanTexts: new QuickLRU<string, true>({maxSize: maxTexts}),
};

/** Returns the value of `key`, and computes it when it is missing. */
export function cached<Value>(map: Map<string, Value>, key: string, compute: () => Value): Value {
	let value = map.get(key);
	if (value === undefined) {
		if (map.size >= maxStyles) {
			map.clear();
		}

		value = compute();
		map.set(key, value);
	}

	return value;
}
