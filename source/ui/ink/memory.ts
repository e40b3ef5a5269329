import type {Clip, Transformer} from 'original:./output.js';
import type {Placed} from './clip.js';
import type {Parsed} from './runs.js';

/** A text that Ink put at a position of the frame. */
export type Write = {
	readonly x: number;
	readonly y: number;
	readonly text: string;
	readonly transformers: readonly Transformer[];
	readonly clip: Clip | undefined;
};

/** A line on a row, after clipping and transformation. */
export type Piece = {
	readonly y: number;
	readonly x: number;
	readonly text: string;
	/** Absent when the line is not simple. */
	readonly parsed: Parsed | undefined;
};

/** A write, the part of its lines that is visible, and that part on its rows, transformed. */
export type Block = {readonly write: Write; readonly part: Placed | undefined; readonly pieces: readonly Piece[]};

export type Row = {
	readonly pieces: readonly Piece[];
	readonly text: string;
	/** Absent when a piece is not simple. */
	readonly parsed: Parsed | undefined;
};

/** Results of composing one frame that the next frame uses again. */
export type Frame = {
	readonly width: number;
	/** Blocks in the order of writing. */
	readonly blocks: readonly Block[];
	readonly rows: readonly Row[];
	/** The rows as one text, as Ink passes it on. */
	readonly text: string;
};

/**
State kept between frames: the previous frame. Ink creates an `Output` per frame and passes nothing from one to the next, nor
the rows with the text of a frame, so the state belongs to the module. It only caches results that follow from their keys, so
that every Ink instance draws the same frame with or without it. It is bounded by one frame.
*/
export const memory = {frame: {width: 0, blocks: [], rows: [], text: ''} as Frame};
