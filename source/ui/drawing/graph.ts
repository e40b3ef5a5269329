import {levelRole, type Role} from '../theme/role.js';
import {type EventMark, withMarks} from './event-marks.js';
import type {Line, Span} from './line.js';

/** Graph styles that can be configured. */
export type GraphStyle = 'braille' | 'block' | 'ascii';

/** Graph styles as drawn; `half` replaces `block` where only full and half blocks exist. */
export type DrawnStyle = GraphStyle | 'half';

/** Values of a graph, one per dot column, oldest first; `undefined` is a gap. */
export type Series = readonly (number | undefined)[];

/** Returns the number of values side by side in one cell. */
export function valuesPerCell(style: DrawnStyle): 1 | 2 {
	return style === 'braille' ? 2 : 1;
}

/** Number of steps on top of each other in one cell. */
const stepsPerCell: Readonly<Record<DrawnStyle, number>> = {braille: 4, block: 8, half: 2, ascii: 3};

const blockSteps = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;
const halfSteps = [' ', '▄', '█'] as const;
const asciiSteps = [' ', '.', ':', '#'] as const;

/** Dots of the left and right column of a braille cell, filled from the bottom to 0…4 (Unicode 15, U+2800 block). */
const leftDots = [0, 0x40, 0x44, 0x46, 0x47] as const;
const rightDots = [0, 0x80, 0xa0, 0xb0, 0xb8] as const;

/** Marks on a graph, and their sign. */
export type GraphMarks = {readonly cells: readonly EventMark[]; readonly sign: string};

export type GraphOptions = {
	readonly width: number;
	readonly height: number;
	/** Value at the top of the graph. */
	readonly max: number;
	readonly style: DrawnStyle;
	/** Role of all rows. By default, each row has the role of the percentage at its upper edge. */
	readonly role?: Role;
	/** Events to mark in the top row, and their sign. */
	readonly marks?: GraphMarks | undefined;
};

/**
Draws an area graph of `height` lines with the newest value at the right edge. A value shows at least the lowest step, so
that zero and a gap look different.
*/
export function graph(series: Series, {width, height, max, style, role, marks}: GraphOptions): readonly Line[] {
	const perCell = valuesPerCell(style);
	const steps = stepsPerCell[style];
	const columns = width * perCell;
	const visible = series.slice(-columns);
	const offset = columns - visible.length;
	const top = height * steps;
	const heights = new Int16Array(columns);
	for (const [index, value] of visible.entries()) {
		heights[offset + index] = value === undefined ? 0 : stepsOf(value, max, top);
	}

	const lines: Line[] = [];
	for (let row = height - 1; row >= 0; row--) {
		const text = rowText(heights, width, row * steps, style);
		const rowRole = role ?? levelRole(height === 1 ? (newestShare(visible, max) ?? 0) : (row / height) * 100 + 1);
		const line: readonly Span[] = [{text, role: rowRole, width}];
		lines.push(marks && row === height - 1 ? withMarks(line, marks.cells, marks.sign) : line);
	}

	return lines;
}

function stepsOf(value: number, max: number, top: number): number {
	const share = max > 0 ? value / max : 0;
	return Math.min(top, Math.max(1, Math.round(share * top)));
}

/** Returns the newest value as a percentage. It sets the colour of a graph of one row. */
function newestShare(series: Series, max: number): number | undefined {
	const newest = series.findLast(value => value !== undefined);
	return newest === undefined || max <= 0 ? undefined : (newest / max) * 100;
}

function rowText(heights: Int16Array, width: number, below: number, style: DrawnStyle): string {
	let text = '';
	for (let cell = 0; cell < width; cell++) {
		switch (style) {
			case 'braille': {
				const left = clampStep((heights[cell * 2] ?? 0) - below, 4);
				const right = clampStep((heights[cell * 2 + 1] ?? 0) - below, 4);
				const dots = (leftDots[left] ?? 0) | (rightDots[right] ?? 0);
				text += dots === 0 ? ' ' : String.fromCharCode(0x28_00 + dots);
				break;
			}

			case 'block':
				text += blockSteps[clampStep((heights[cell] ?? 0) - below, 8)] ?? ' ';
				break;
			case 'half':
				text += halfSteps[clampStep((heights[cell] ?? 0) - below, 2)] ?? ' ';
				break;
			case 'ascii':
				text += asciiSteps[clampStep((heights[cell] ?? 0) - below, 3)] ?? ' ';
				break;
			default:
				style satisfies never;
		}
	}

	return text;
}

function clampStep(step: number, max: number): number {
	return Math.max(0, Math.min(step, max));
}
