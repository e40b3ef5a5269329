import type {PanelName} from '../../config/options/panel-names.js';

type PanelBlock = {
	readonly kind: 'panel';
	readonly name: PanelName;
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
		const {name, width, height} = block;
		return {name, width, height, column, row};
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

/** Returns a block with the zoomed panel alone, or `block` when no panel is zoomed. */
export function zoomedBlock(block: Block, zoomed: PanelName | undefined): Block {
	return zoomed === undefined ? block : {kind: 'panel', name: zoomed, width: block.width, height: block.height};
}
