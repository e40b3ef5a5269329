import type {PanelName} from '../../config/options/panel-names.js';
import type {Border} from '../drawing/border.js';

type PanelBlock = {
	readonly kind: 'panel';
	readonly name: PanelName;
	readonly border: Border;
	readonly width: number;
	readonly height: number;
};

/** A rectangle of the screen: a panel, or panels in a row or column. */
export type Block =
	| PanelBlock
	| {
			readonly kind: 'row' | 'column';
			readonly width: number;
			readonly height: number;
			readonly children: readonly Block[];
	  };

/** A cell of a panel, and the size of the panel. */
export type PanelAt = Omit<PanelBlock, 'kind'> & {readonly column: number; readonly row: number};

/** Returns the panel at a cell of the block, and the cell within that panel. */
export function panelAt(block: Block, column: number, row: number): PanelAt | undefined {
	if (column < 0 || column >= block.width || row < 0 || row >= block.height) {
		return undefined;
	}

	if (block.kind === 'panel') {
		const {name, border, width, height} = block;
		return {name, border, width, height, column, row};
	}

	let used = 0;
	for (const child of block.children) {
		const found = block.kind === 'row' ? panelAt(child, column - used, row) : panelAt(child, column, row - used);
		if (found) {
			return found;
		}

		used += block.kind === 'row' ? child.width : child.height;
	}

	return undefined;
}

/** Returns the panels from top left to bottom right. */
export function panelsOf(block: Block | undefined): readonly PanelBlock[] {
	if (!block) {
		return [];
	}

	return block.kind === 'panel' ? [block] : block.children.flatMap(panelsOf);
}

/** Returns the panels as they are read, row by row. A key focuses a panel by its position in this list. */
export function panelOrder(block: Block | undefined): readonly PanelName[] {
	const placed = (part: Block, top: number, left: number): readonly Placed[] => {
		if (part.kind === 'panel') {
			return [{name: part.name, top, left}];
		}

		let used = 0;
		return part.children.flatMap(child => {
			const found = part.kind === 'row' ? placed(child, top, left + used) : placed(child, top + used, left);
			used += part.kind === 'row' ? child.width : child.height;
			return found;
		});
	};
	const panels = block ? [...placed(block, 0, 0)] : [];
	return panels.sort((a, b) => a.top - b.top || a.left - b.left).map(({name}) => name);
}

type Placed = {readonly name: PanelName; readonly top: number; readonly left: number};

/** Returns a block with the zoomed panel alone, or `block` when no panel is zoomed. */
export function zoomedBlock(block: Block, zoomed: PanelName | undefined): Block {
	const {width, height} = block;
	return zoomed === undefined ? block : {kind: 'panel', name: zoomed, border: borderAt(width), width, height};
}

/** Minimum columns of the screen at which panels have a box. */
const minBoxColumns = 100;

/** Returns the border of panels with a title: a box costs two rows, so a narrow screen has rules. */
function borderAt(columns: number): Border {
	return columns >= minBoxColumns ? 'box' : 'rule';
}
