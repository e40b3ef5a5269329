import type {Clip, Transformer} from 'original:./output.js';
import {intersect, type Placed, visiblePart} from './clip.js';
import {composeRow} from './compose-row.js';
import {type Block, memory, type Piece, type Row, type Write} from './memory.js';
import {parse} from './runs.js';
import {styledLines} from './styled-lines.js';

/**
Replaces ink/build/output.js of Ink 8.0.0, which composes the texts of the tree into a frame. The original creates a cell
for every character of the screen in every frame. This version lists the pieces on each row and composes only the rows whose
list differs from the previous frame; an unchanged text is not read again. A line goes through the steps of the original in
the same order: serialized with the fewest codes, clipped, transformed, parsed, put into the row, serialized again.
*/
export default class Output {
	readonly width: number;
	readonly height: number;
	readonly #writes: Write[] = [];
	readonly #clips: Clip[] = [];

	constructor({width, height}: {readonly width: number; readonly height: number}) {
		this.width = width;
		this.height = height;
	}

	write(x: number, y: number, text: string, {transformers}: {readonly transformers: readonly Transformer[]}): void {
		if (text !== '') {
			this.#writes.push({x, y, text, transformers, clip: this.#clips.at(-1)});
		}
	}

	clip(clip: Clip): void {
		this.#clips.push(intersect(this.#clips.at(-1), clip));
	}

	unclip(): void {
		this.#clips.pop();
	}

	get(): {output: string; height: number} {
		const before = memory.frame;
		const blocks = this.#writes.map((write, index) => blockOf(write, before.blocks[index]));
		const pieces: Piece[][] = Array.from({length: this.height}, () => []);
		for (const piece of blocks.flatMap(block => block.pieces)) {
			pieces[piece.y]?.push(piece);
		}

		const rows = pieces.map((row, y): Row => {
			const last = before.width === this.width ? before.rows[y] : undefined;
			return last && isSameRow(last.pieces, row) ? last : composeRow(row, this.width);
		});
		const text = rows.map(row => row.text).join('\n');
		memory.frame = {width: this.width, blocks, rows, text};
		return {output: text, height: rows.length};
	}
}

/** Returns what is visible of a write. What equals the previous frame is taken from there. */
function blockOf(write: Write, last: Block | undefined): Block {
	const isSame = last !== undefined && isSameText(last.write, write);
	if (isSame && isSameTransformation(last.write.transformers, write.transformers)) {
		return last;
	}

	const part = isSame ? last.part : partOf(write);
	return {write, part, pieces: part ? piecesOf(write, part, last?.pieces) : []};
}

function partOf(write: Write): Placed | undefined {
	const {x, y, text, clip} = write;
	const lines = styledLines(text);
	return clip ? visiblePart(write, lines, clip) : {x, y, lines};
}

/** Returns the visible lines of a write, transformed. */
function piecesOf({y, transformers}: Write, part: Placed, last: readonly Piece[] = []): readonly Piece[] {
	const firstLine = part.y - y;
	const pieces: Piece[] = [];
	for (const [index, line] of part.lines.entries()) {
		const text = transformers.reduce((result, transform) => transform(result, firstLine + index), line);
		if (text !== '') {
			const piece = last[pieces.length];
			const place = {x: part.x, y: part.y + index};
			pieces.push(
				piece?.text !== text
					? {...place, text, parsed: parse(text)}
					: piece.x === place.x && piece.y === place.y
						? piece
						: {...piece, ...place},
			);
		}
	}

	return pieces;
}

/** Returns whether two writes are the same text at the same place, before transformation. */
function isSameText(a: Write, b: Write): boolean {
	return (
		a.x === b.x &&
		a.y === b.y &&
		a.text === b.text &&
		a.clip?.x1 === b.clip?.x1 &&
		a.clip?.x2 === b.clip?.x2 &&
		a.clip?.y1 === b.clip?.y1 &&
		a.clip?.y2 === b.clip?.y2
	);
}

function isSameTransformation(a: readonly Transformer[], b: readonly Transformer[]): boolean {
	return a.length === b.length && a.every((transform, index) => transform === b[index]);
}

function isSameRow(a: readonly Piece[], b: readonly Piece[]): boolean {
	return (
		a.length === b.length &&
		a.every((piece, index) => {
			const other = b[index];
			return piece === other || (piece.x === other?.x && piece.text === other.text);
		})
	);
}
