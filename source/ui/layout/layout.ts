import {type PanelName, panelNames} from '../../config/options/panel-names.js';
import type {Position, Space} from '../panels/panel-definition.js';
import {panels} from '../panels/registry.js';
import {type Band, distribute} from './band.js';
import type {Block} from './block.js';

/** Content to lay out. It decides which panels appear and how high they are. */
export type Content = {
	/** Number of items per panel; absent for panels with nothing to show. */
	readonly counts: Readonly<Partial<Record<PanelName, number>>>;
	/** Panels hidden by the user. */
	readonly hidden: readonly PanelName[];
};

const borderRows = 2;
/** Minimum columns at which the process list is beside the other panels instead of below them. */
const wideColumns = 110;
const wideRows = 28;

/** Lays out the panels on `width` × `height`; every cell belongs to exactly one panel. */
export function layout(width: number, height: number, content: Content): Block {
	return width >= wideColumns && height >= wideRows ? wide(width, height, content) : narrow(width, height, content);
}

const inOrder = [...panelNames].sort((a, b) => panels[a].position.row - panels[b].position.row);

/** Returns the bands. Panels with the same group form one band, side by side; panels without a group are left out. */
function bandsOf(
	groupOf: (position: Position, name: PanelName) => string | number | undefined,
	content: Content,
	space: Space,
): readonly Band[] {
	const bands = new Map<string | number, Band>();
	for (const name of inOrder) {
		const {position, rows} = panels[name];
		const group = groupOf(position, name);
		if (group !== undefined) {
			const {min, comfort = min, ideal, stretch, importance} = rows(content.counts[name] ?? 1, space);
			const band: Band = {
				names: [name],
				min: min + borderRows,
				comfort: comfort + borderRows,
				ideal: Math.max(min, ideal) + borderRows,
				stretch,
				importance,
			};
			const other = bands.get(group);
			bands.set(group, other ? beside(other, band) : band);
		}
	}

	return [...bands.values()];
}

function narrow(width: number, height: number, content: Content): Block {
	return stack(
		bandsOf(({row}) => row, content, {width: width / 2, height, isWide: false}),
		width,
		height,
		content,
	);
}

function wide(width: number, height: number, content: Content): Block {
	const space = {width: width / 2, height, isWide: true};
	const tops = bandsOf(({wide}) => (wide === 'top' ? wide : undefined), content, space).map(band => ({
		...band,
		stretch: 1,
		min: 8,
	}));
	const acrosses = bandsOf(({wide}) => (wide === 'across' ? wide : undefined), content, space);
	const upper = [
		...present(tops, content).map(top => {
			const topHeight = Math.max(top.min, Math.min(Math.round(height * 0.34), top.ideal + Math.floor(height / 8)));
			return row(top, width, topHeight, content);
		}),
		...present(acrosses, content).map(across => row(across, width, across.ideal, content)),
	];
	const lowerHeight = height - upper.reduce((sum, block) => sum + block.height, 0);
	const hasProcesses = isShown('processes', content);
	// Without a process list, the other panels form two columns.
	const column = (side: 'left' | 'right') =>
		bandsOf(
			({wide, spare}, name) =>
				wide !== 'top' && wide !== 'across' && (hasProcesses ? wide : spare) === side ? name : undefined,
			content,
			space,
		);
	const lower = besideEachOther(
		column('left'),
		column('right'),
		{width, height: lowerHeight, leftWidth: Math.floor(width * (hasProcesses ? 0.46 : 0.5))},
		content,
	);
	return lower
		? {kind: 'column', width, height, children: [...upper, lower]}
		: stack([...tops, ...acrosses.map(across => ({...across, stretch: 1}))], width, height, content);
}

/** Returns two stacks side by side. A single stack takes the whole width; `undefined` without any. */
function besideEachOther(
	left: readonly Band[],
	right: readonly Band[],
	{width, height, leftWidth}: {readonly width: number; readonly height: number; readonly leftWidth: number},
	content: Content,
): Block | undefined {
	const hasLeft = present(left, content).length > 0;
	const hasRight = present(right, content).length > 0;
	if (!hasLeft && !hasRight) {
		return undefined;
	}

	if (!hasLeft || !hasRight) {
		return stack(hasLeft ? left : right, width, height, content);
	}

	const children = [stack(left, leftWidth, height, content), stack(right, width - leftWidth, height, content)];
	return {kind: 'row', width, height, children};
}

function isShown(name: PanelName, {counts, hidden}: Content): boolean {
	return counts[name] !== undefined && !hidden.includes(name);
}

function present(bands: readonly Band[], content: Content): readonly Band[] {
	return bands.filter(({names}) => names.some(name => isShown(name, content)));
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

function stack(bands: readonly Band[], width: number, height: number, content: Content): Block {
	const shown = present(bands, content);
	const heights = distribute(shown, height);
	return {
		kind: 'column',
		width,
		height,
		children: shown.flatMap((band, index) => {
			const own = heights[index] ?? 0;
			return own > 0 ? [row(band, width, own, content)] : [];
		}),
	};
}

function row({names}: Band, width: number, height: number, content: Content): Block {
	const shown = names.filter(name => isShown(name, content));
	const total = shown.reduce((sum, name) => sum + panels[name].position.share, 0);
	let used = 0;
	const children = shown.map((name, index): Block => {
		const own = index === shown.length - 1 ? width - used : Math.round((width * panels[name].position.share) / total);
		used += own;
		return {kind: 'panel', name, width: own, height};
	});
	const [only] = children;
	return children.length === 1 && only ? only : {kind: 'row', width, height, children};
}
