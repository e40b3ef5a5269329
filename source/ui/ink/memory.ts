import type {AnsiCode} from 'original:@alcalzone/ansi-tokenize';
import QuickLRU from 'original:quick-lru';

/** The codes in force, reduced as ansi-tokenize 0.3.2 does, and how they are spelt. */
export type Style = {readonly codes: readonly AnsiCode[]; readonly spelling: string};

/** A line of a text as Ink spells it. */
export type Line = {
	/** `undefined` where the text could not be read line by line. */
	readonly source: string | undefined;
	/** The style the lines above left open, and the one this line leaves open. */
	readonly opened: Style;
	readonly open: Style;
	readonly text: string;
	/** Of a line of single cells: its width, and `text` read and spelt once more, as Ink does before it clips. */
	readonly simple: {readonly width: number; readonly respelt: string} | undefined;
};

/** A text that was written, and its lines. */
export type Block = {readonly text: string; readonly lines: readonly Line[]};

/** A line that falls on a row: its column and its text, clipped and transformed. */
export type Piece = {readonly x: number; readonly text: string};

export type Row = {readonly pieces: readonly Piece[]; readonly text: string};

/** What composing one frame found out, for the next frame to use again. */
export type Frame = {
	readonly width: number;
	/** In the order of writing. */
	readonly blocks: readonly Block[];
	readonly rows: readonly Row[];
};

/** A theme has some dozens of styles. */
const maxStyles = 1024;

/** A screen has some dozens of texts. */
export const maxTexts = 128;

/**
All that outlives a frame: the frame before, what SGR codes mean, and which texts are clean.

Ink makes an `Output` per frame and passes nothing from one to the next, so this has to be a module's state. It holds
results that follow from what they are kept under: whoever draws next, even another Ink instance, gets the same frame
with or without it. It is bounded by one frame, `maxStyles` styles and changes of style, and `maxTexts` texts.
*/
export const memory = {
	frame: {width: 0, blocks: [], rows: []} as Frame,
	/** The style behind a code, by the style in front of it and the code. */
	styles: new Map<string, Style>(),
	/** The codes between two styles, by these. */
	changes: new Map<string, string>(),
	/** Texts in which nothing has to be sanitized, the latest ones. */
	cleanTexts: new QuickLRU<string, true>({maxSize: maxTexts}),
};

/** What `map` holds under `key`; computed when it is not there. */
export function remembered<Value>(map: Map<string, Value>, key: string, compute: () => Value): Value {
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
