/**
Width of a cell in units; a cell is 8 by 16 units, so that eighths of a block and braille dots lie on whole units.
*/
export const cellWidth = 8;
export const cellHeight = 16;

/** Style of a path: filled, filled translucently, stroked, or dots at its points. */
export type Brush = 'fill' | 'light-shade' | 'medium-shade' | 'dark-shade' | 'light-line' | 'heavy-line' | 'dots';

export type Shape = {readonly brush: Brush; readonly path: string};

/**
Returns box drawing, block elements and braille as paths, so that rows and columns join in any font; `undefined` for other
characters. `x` and `y` are the top left corner of the cell.
*/
export function cellShape(character: string, x: number, y: number): Shape | undefined {
	const rectangles = blocks.get(character);
	if (rectangles !== undefined) {
		return {
			brush: 'fill',
			path: rectangles.map(([left, top, width, height]) => rectangle(x + left, y + top, width, height)).join(''),
		};
	}

	const shade = shades.get(character);
	if (shade !== undefined) {
		return {brush: shade, path: rectangle(x, y, cellWidth, cellHeight)};
	}

	const line = lightLines.get(character);
	if (line !== undefined) {
		return {brush: 'light-line', path: line.map(stroke => polyline(stroke, x, y)).join('')};
	}

	const heavyLine = heavyLines.get(character);
	if (heavyLine !== undefined) {
		return {brush: 'heavy-line', path: heavyLine.map(stroke => polyline(stroke, x, y)).join('')};
	}

	const corner = roundCorners.get(character);
	if (corner !== undefined) {
		return {brush: 'light-line', path: roundCorner(corner, x, y)};
	}

	const pattern = character.charCodeAt(0) - firstBraille;
	return pattern >= 0 && pattern <= 0xff ? {brush: 'dots', path: braille(pattern, x, y)} : undefined;
}

export function rectangle(x: number, y: number, width: number, height: number): string {
	return `M${x} ${y}h${width}v${height}h${-width}z`;
}

type Rectangle = readonly [left: number, top: number, width: number, height: number];

const quadrant = {
	upperLeft: [0, 0, 4, 8],
	upperRight: [4, 0, 4, 8],
	lowerLeft: [0, 8, 4, 8],
	lowerRight: [4, 8, 4, 8],
} as const satisfies Record<string, Rectangle>;

const blocks: ReadonlyMap<string, readonly Rectangle[]> = new Map<string, readonly Rectangle[]>([
	...[...'▁▂▃▄▅▆▇█'].map((block, index): [string, Rectangle[]] => {
		const height = (index + 1) * 2;
		return [block, [[0, cellHeight - height, cellWidth, height]]];
	}),
	...[...'▏▎▍▌▋▊▉'].map((block, index): [string, Rectangle[]] => [block, [[0, 0, index + 1, cellHeight]]]),
	['▀', [[0, 0, 8, 8]]],
	['▐', [[4, 0, 4, 16]]],
	['▔', [[0, 0, 8, 2]]],
	['▕', [[7, 0, 1, 16]]],
	['▘', [quadrant.upperLeft]],
	['▝', [quadrant.upperRight]],
	['▖', [quadrant.lowerLeft]],
	['▗', [quadrant.lowerRight]],
	['▚', [quadrant.upperLeft, quadrant.lowerRight]],
	['▞', [quadrant.upperRight, quadrant.lowerLeft]],
	['▙', [quadrant.upperLeft, quadrant.lowerLeft, quadrant.lowerRight]],
	['▟', [quadrant.upperRight, quadrant.lowerLeft, quadrant.lowerRight]],
	['▛', [quadrant.upperLeft, quadrant.upperRight, quadrant.lowerLeft]],
	['▜', [quadrant.upperLeft, quadrant.upperRight, quadrant.lowerRight]],
]);

const shades: ReadonlyMap<string, Brush> = new Map([
	['░', 'light-shade'],
	['▒', 'medium-shade'],
	['▓', 'dark-shade'],
]);

/**
Strokes through the middle of the cell: `ud` from the upper edge to the lower, `rd` from the right edge to the lower.
*/
type Stroke = 'lr' | 'ud' | 'rd' | 'ld' | 'ru' | 'lu' | 'l' | 'r' | 'u' | 'd';

const strokesOf = (characters: string): ReadonlyMap<string, readonly Stroke[]> => {
	const strokes: ReadonlyArray<readonly Stroke[]> = [
		['lr'],
		['ud'],
		['rd'],
		['ld'],
		['ru'],
		['lu'],
		['ud', 'r'],
		['ud', 'l'],
		['lr', 'd'],
		['lr', 'u'],
		['ud', 'lr'],
		['l'],
		['u'],
		['r'],
		['d'],
	];
	return new Map([...characters].map((character, index) => [character, strokes[index] ?? []]));
};

const lightLines = strokesOf('─│┌┐└┘├┤┬┴┼╴╵╶╷');
const heavyLines = strokesOf('━┃┏┓┗┛┣┫┳┻╋╸╹╺╻');

function polyline(stroke: Stroke, x: number, y: number): string {
	const middle = `${x + 4} ${y + 8}`;
	const edges = {l: `${x} ${y + 8}`, r: `${x + 8} ${y + 8}`, u: `${x + 4} ${y}`, d: `${x + 4} ${y + 16}`};
	const [from, to] = [...stroke] as Array<keyof typeof edges>;
	const start = from === undefined ? middle : edges[from];
	return stroke === 'lr' || stroke === 'ud'
		? `M${start}${stroke === 'lr' ? 'h8' : 'v16'}`
		: `M${start}L${middle}${to === undefined ? '' : `L${edges[to]}`}`;
}

type Corner = {readonly toRight: boolean; readonly toBottom: boolean};

const roundCorners: ReadonlyMap<string, Corner> = new Map([
	['╭', {toRight: true, toBottom: true}],
	['╮', {toRight: false, toBottom: true}],
	['╰', {toRight: true, toBottom: false}],
	['╯', {toRight: false, toBottom: false}],
]);

/** Draws a straight piece from the upper or lower edge and a quarter of a curve to the left or right edge. */
function roundCorner({toRight, toBottom}: Corner, x: number, y: number): string {
	const vertical = toBottom ? -4 : 4;
	const horizontal = toRight ? 4 : -4;
	return `M${x + 4} ${y + (toBottom ? 16 : 0)}v${vertical}q0 ${vertical} ${horizontal} ${vertical}`;
}

const firstBraille = 0x2800;

/** Position of the dot of each bit, in dots. */
const dotOfBit: ReadonlyArray<readonly [column: number, row: number]> = [
	[0, 0],
	[0, 1],
	[0, 2],
	[1, 0],
	[1, 1],
	[1, 2],
	[0, 3],
	[1, 3],
];

function braille(pattern: number, x: number, y: number): string {
	return dotOfBit
		.filter((_, bit) => (pattern & (1 << bit)) !== 0)
		.map(([column, row]) => `M${x + 2 + column * 4} ${y + 2 + row * 4}h0`)
		.join('');
}
