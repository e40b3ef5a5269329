import type {Clip, Transformer} from 'original:./output.js';
import {intersect, visiblePart} from './clip.js';
import {composeRow} from './compose-row.js';
import {type Block, type Line, memory, type Piece, type Row} from './memory.js';
import {styledLines} from './styled-lines.js';

type Write = {
	readonly x: number;
	readonly y: number;
	readonly text: string;
	readonly transformers: readonly Transformer[];
	readonly clip: Clip | undefined;
};

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
		const blocks: Block[] = [];
		const pieces: readonly Piece[][] = Array.from({length: this.height}, () => []);
		for (const [index, write] of this.#writes.entries()) {
			const last = before.blocks[index];
			const block = last?.text === write.text ? last : {text: write.text, lines: styledLines(write.text, last)};
			blocks.push(block);
			place(write, block.lines, pieces);
		}

		const rows = pieces.map((row, y): Row => {
			const last = before.width === this.width ? before.rows[y] : undefined;
			return last && isSameRow(last.pieces, row) ? last : {pieces: row, text: composeRow(row, this.width)};
		});
		memory.frame = {width: this.width, blocks, rows};
		return {output: rows.map(({text}) => text).join('\n'), height: rows.length};
	}
}

/** Adds the visible lines of a write to their rows. */
function place(write: Write, lines: readonly Line[], rows: readonly Piece[][]): void {
	const {x, y, transformers, clip} = write;
	const part = clip ? visiblePart(write, lines, clip) : {x, y, lines: lines.map(({text}) => text)};
	if (!part) {
		return;
	}

	for (const [index, line] of part.lines.entries()) {
		const row = rows[part.y + index];
		if (row) {
			const firstLine = part.y - y;
			const transformed = transformers.reduce((result, transform) => transform(result, firstLine + index), line);
			if (transformed !== '') {
				row.push({x: part.x, text: transformed});
			}
		}
	}
}

function isSameRow(a: readonly Piece[], b: readonly Piece[]): boolean {
	return a.length === b.length && a.every(({x, text}, index) => x === b[index]?.x && text === b[index].text);
}
