import type {PanelName} from '../../config/options/panel-names.js';
import {panelNames} from '../../config/options/panel-names.js';
import {type Border, borderRows} from '../drawing/border.js';
import type {Position, Size, Space} from '../panels/panel-definition.js';
import {panels} from '../panels/registry.js';
import {type Band, distribute} from './band.js';
import type {Block} from './block.js';
import type {ItemCounts} from './rows.js';

const inOrder = panelNames
	.flatMap(name => {
		const {position, rows} = panels[name];
		return position && rows ? [{name, position, rows}] : [];
	})
	.sort((a, b) => a.position.row - b.position.row);

/** Returns the bands. Panels with the same group form one band, side by side; panels without a group are left out. */
export function bandsOf(
	groupOf: (position: Position, name: PanelName) => string | number | undefined,
	counts: ItemCounts,
	space: Space,
	border: Border,
): readonly Band[] {
	const bands = new Map<string | number, Band>();
	for (const {name, position, rows} of inOrder) {
		const count = counts[name];
		const group = count === undefined ? undefined : groupOf(position, name);
		if (group !== undefined && count !== undefined) {
			const {min, comfort = min, ideal, stretch, importance} = rows(count, space);
			const edge = borderRows(border);
			const band: Band = {
				names: [name],
				min: min + edge,
				comfort: comfort + edge,
				ideal: Math.max(min, ideal) + edge,
				stretch,
				importance,
			};
			const other = bands.get(group);
			bands.set(group, other ? beside(other, band) : band);
		}
	}

	return [...bands.values()];
}

function beside(one: Band, other: Band): Band {
	return {
		names: [...one.names, ...other.names],
		min: Math.max(one.min, other.min),
		comfort: Math.max(one.comfort, other.comfort),
		ideal: Math.max(one.ideal, other.ideal),
		stretch: Math.max(one.stretch, other.stretch),
		importance: Math.min(one.importance, other.importance),
	};
}

export function stack(bands: readonly Band[], {width, height}: Size, border: Border): Block {
	const heights = distribute(bands, height);
	return {
		kind: 'column',
		width,
		height,
		children: bands.flatMap((band, index) => {
			const own = heights[index] ?? 0;
			return own > 0 ? [row(band, width, own, border)] : [];
		}),
	};
}

export function row({names}: Band, width: number, height: number, border: Border): Block {
	const shareOf = (name: PanelName): number => panels[name].position?.share ?? 1;
	const total = names.reduce((sum, name) => sum + shareOf(name), 0);
	let used = 0;
	const children = names.map((name, index): Block => {
		const own = index === names.length - 1 ? width - used : Math.round((width * shareOf(name)) / total);
		used += own;
		return panel(name, own, height, border);
	});
	const [only] = children;
	return children.length === 1 && only ? only : {kind: 'row', width, height, children};
}

export function panel(name: PanelName, width: number, height: number, border: Border): Block {
	return {kind: 'panel', name, border, width, height};
}

export function isEmpty(block: Block): boolean {
	return block.kind !== 'panel' && block.children.every(isEmpty);
}
