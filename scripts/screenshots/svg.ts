import type {Terminal} from '@xterm/headless';
import {type Brush, cellHeight, cellShape, cellWidth, rectangle} from './cell-shapes.js';
import {cellColours, darkGround, type Ground, hex} from './colours.js';

const margin = 8;
const pixelsPerUnit = 1.25;
const baseline = 12;
/** Most monospaced fonts are 0.6 em wide, so that a character fills its cell without being stretched. */
const fontSize = (cellWidth / 0.6).toFixed(2);
const fonts = "ui-monospace,'SF Mono',Menlo,Consolas,'DejaVu Sans Mono','Liberation Mono',monospace";

/** Attributes of each kind of path, in drawing order. */
const brushes: Readonly<Record<'background' | Brush, (colour: string) => string>> = {
	background: colour => `fill="${colour}"`,
	fill: colour => `fill="${colour}"`,
	'light-shade': colour => `fill="${colour}" fill-opacity=".25"`,
	'medium-shade': colour => `fill="${colour}" fill-opacity=".5"`,
	'dark-shade': colour => `fill="${colour}" fill-opacity=".75"`,
	'light-line': colour => `fill="none" stroke="${colour}"`,
	'heavy-line': colour => `fill="none" stroke="${colour}" stroke-width="2.4"`,
	dots: colour => `fill="none" stroke="${colour}" stroke-width="2.6" stroke-linecap="round"`,
};

/**
Converts the screen of an emulator to SVG. The same cells give the same bytes. One path holds everything of one brush and
colour, which keeps pictures small and lets cells join without seams.
*/
export function screenToSvg(emulator: Terminal, title: string, ground: Ground = darkGround): string {
	const paper = hex(ground.paper);
	const width = emulator.cols * cellWidth + 2 * margin;
	const height = emulator.rows * cellHeight + 2 * margin;
	const rows = Array.from({length: emulator.rows}, (_, row) => readRow(emulator, row, ground));
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" width="${width * pixelsPerUnit}" height="${height * pixelsPerUnit}"` +
			` viewBox="${-margin} ${-margin} ${width} ${height}" font-family="${fonts}" font-size="${fontSize}">`,
		`<title>${escapeXml(title)}</title>`,
		`<rect x="${-margin}" y="${-margin}" width="${width}" height="${height}" rx="6" fill="${paper}"/>`,
		...paths(rows, paper),
		...rows.flatMap((cells, row) => texts(cells, row * cellHeight + baseline)),
		'</svg>\n',
	].join('\n');
}

type Cell = {
	/** Empty for the second half of a wide character. */
	readonly text: string;
	readonly x: number;
	readonly width: number;
	readonly colour: string;
	readonly background: string;
	readonly style: string;
};

function readRow(emulator: Terminal, row: number, ground: Ground): readonly Cell[] {
	const {active} = emulator.buffer;
	const line = active.getLine(active.baseY + row);
	return Array.from({length: emulator.cols}, (_, column) => {
		const cell = line?.getCell(column) ?? active.getNullCell();
		const {text, background} = cellColours(cell, ground);
		const isHidden = cell.isInvisible() !== 0;
		return {
			text: isHidden ? ' ' : cell.getWidth() === 0 ? '' : cell.getChars() || ' ',
			x: column * cellWidth,
			width: cell.getWidth() * cellWidth,
			colour: hex(text),
			background: hex(background),
			style:
				(cell.isBold() ? ' font-weight="bold"' : '') +
				(cell.isItalic() ? ' font-style="italic"' : '') +
				(cell.isUnderline() ? ' text-decoration="underline"' : ''),
		};
	});
}

function paths(rows: ReadonlyArray<readonly Cell[]>, paper: string): readonly string[] {
	const pieces = rows.flatMap((cells, row) => [
		...backgrounds(cells, row * cellHeight, paper),
		...shapes(cells, row * cellHeight),
	]);
	return Object.entries(brushes).flatMap(([brush, attributes]) => {
		const pathOfColour = new Map<string, string>();
		for (const piece of pieces) {
			if (piece.brush === brush) {
				pathOfColour.set(piece.colour, (pathOfColour.get(piece.colour) ?? '') + piece.path);
			}
		}

		return [...pathOfColour].map(([colour, path]) => `<path ${attributes(colour)} d="${path}"/>`);
	});
}

type Piece = {readonly brush: keyof typeof brushes; readonly colour: string; readonly path: string};

function shapes(cells: readonly Cell[], y: number): readonly Piece[] {
	return cells.flatMap(({text, x, colour}) => {
		const shape = cellShape(text, x, y);
		return shape === undefined ? [] : [{...shape, colour}];
	});
}

function backgrounds(cells: readonly Cell[], y: number, paper: string): readonly Piece[] {
	return together(cells, (left, right) => left.background === right.background).flatMap(group => {
		const {colour, x, width} = {...extent(group), colour: group[0]?.background ?? paper};
		return colour === paper ? [] : [{brush: 'background', colour, path: rectangle(x, y, width, cellHeight)}];
	});
}

const isWordCharacter = (text: string): boolean => /^[!-~\u00A1-\u024F]$/.test(text);

/** Draws the text of a row. Words are stretched to their cells; other characters are centred in their cell. */
function texts(cells: readonly Cell[], y: number): readonly string[] {
	const words = together(
		cells,
		(left, right) =>
			isWordCharacter(left.text) &&
			isWordCharacter(right.text) &&
			left.colour === right.colour &&
			left.style === right.style,
	);
	return words.flatMap(word => {
		const [first] = word;
		if (first === undefined || first.text.trim() === '' || cellShape(first.text, 0, 0) !== undefined) {
			return [];
		}

		const {x, width} = extent(word);
		const content = escapeXml(word.map(({text}) => text).join(''));
		const place = isWordCharacter(first.text)
			? `x="${x}" y="${y}" textLength="${width}" lengthAdjust="spacingAndGlyphs"`
			: `x="${x + width / 2}" y="${y}" text-anchor="middle"`;
		return [`<text ${place} fill="${first.colour}"${first.style}>${content}</text>`];
	});
}

function extent(cells: readonly Cell[]): {readonly x: number; readonly width: number} {
	return {x: cells[0]?.x ?? 0, width: cells.reduce((sum, {width}) => sum + width, 0)};
}

/** Splits a row between neighbours that do not belong together. */
function together(
	cells: readonly Cell[],
	belong: (left: Cell, right: Cell) => boolean,
): ReadonlyArray<readonly Cell[]> {
	const groups: Cell[][] = [];
	for (const [index, cell] of cells.entries()) {
		const left = cells[index - 1];
		const group = left !== undefined && belong(left, cell) ? groups.at(-1) : undefined;
		if (group === undefined) {
			groups.push([cell]);
		} else {
			group.push(cell);
		}
	}

	return groups;
}

function escapeXml(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
