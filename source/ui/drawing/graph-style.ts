/** Graph styles that can be configured. */
export type GraphStyle = 'braille' | 'block' | 'ascii';

/** Graph styles as drawn; `half` replaces `block` where only full and half blocks exist. */
export type DrawnStyle = GraphStyle | 'half';

/** Returns the number of values side by side in one cell. */
export function valuesPerCell(style: DrawnStyle): 1 | 2 {
	return style === 'braille' ? 2 : 1;
}

/** Number of steps on top of each other in one cell. */
export const stepsPerCell: Readonly<Record<DrawnStyle, number>> = {braille: 4, block: 8, half: 2, ascii: 3};

/** Characters of a cell filled from the bottom. */
const fills = {
	block: [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'],
	half: [' ', '▄', '█'],
	ascii: [' ', '.', ':', '#'],
} as const satisfies Readonly<Record<Exclude<DrawnStyle, 'braille'>, readonly string[]>>;

/** Dots of the left and right column of a braille cell from the bottom (Unicode 15, U+2800 block). */
export const leftDots = [0x40, 0x04, 0x02, 0x01] as const;
export const rightDots = [0x80, 0x20, 0x10, 0x08] as const;

/** Dots of the left and right column of a cell filled up to 0…4 steps. */
const leftFills = [0, 0x40, 0x44, 0x46, 0x47] as const;
const rightFills = [0, 0x80, 0xa0, 0xb0, 0xb8] as const;

/** Returns the dots of a cell whose columns are filled up to two heights; heights beyond the cell fill it. */
export function brailleFill(left: number, right: number): number {
	return (
		(leftFills[left < 0 ? 0 : left > 4 ? 4 : left] ?? 0) | (rightFills[right < 0 ? 0 : right > 4 ? 4 : right] ?? 0)
	);
}

/** All cells of two columns of dots; a cell without dots is a blank. */
const brailleSigns: readonly string[] = Array.from({length: 256}, (_, dots) =>
	dots === 0 ? ' ' : String.fromCharCode(0x28_00 + dots),
);

export function brailleSign(dots: number): string {
	return brailleSigns[dots] ?? ' ';
}

/** Returns the sign of a cell filled up to a step in a style without columns. */
export function fillSign(steps: number, style: Exclude<DrawnStyle, 'braille'>): string {
	return fills[style][steps] ?? ' ';
}

/** Signs of a value of zero, or one too small for the lowest step, in styles whose lowest step would exaggerate it. */
export const baselineSigns: Readonly<Record<Exclude<DrawnStyle, 'braille'>, string>> = {
	block: '▁',
	half: '_',
	ascii: '_',
};

/** Signs of horizontal lines in styles without dots: of the grid, and of a threshold. */
export const guideSigns: Readonly<Record<Exclude<DrawnStyle, 'braille'>, readonly [grid: string, threshold: string]>> =
	{
		block: ['·', '-'],
		half: ['·', '-'],
		ascii: ['-', '='],
	};
