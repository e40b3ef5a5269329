/**
Separation of a panel from others: a box around it, a rule with its title above it, or only an empty column on both sides.
*/
export type Border = 'box' | 'rule' | 'none';

/** Rows and columns of each border. The sides include the empty column between border and content. */
const edges = {
	box: {top: 1, bottom: 1, side: 2},
	rule: {top: 1, bottom: 0, side: 1},
	none: {top: 0, bottom: 0, side: 1},
} as const satisfies Readonly<Record<Border, {readonly top: number; readonly bottom: number; readonly side: number}>>;

/** Outer size of a panel with its border. */
export type BorderedSize = {readonly width: number; readonly height: number; readonly border: Border};

/** Returns the size of the content of a panel. */
export function contentSize({width, height, border}: BorderedSize): {readonly width: number; readonly height: number} {
	return {width: Math.max(0, width - 2 * edges[border].side), height: Math.max(0, height - borderRows(border))};
}

/** Returns the cell of a panel at which its content begins. */
export function contentOrigin(border: Border): {readonly column: number; readonly row: number} {
	return {column: edges[border].side, row: edges[border].top};
}

/** Returns the rows that a border takes. */
export function borderRows(border: Border): number {
	return edges[border].top + edges[border].bottom;
}
