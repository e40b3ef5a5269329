import {type PanelName, panelNames} from '../../config/options/panel-names.js';
import {type Border, borderRows} from '../drawing/border.js';
import type {Position, Space} from '../panels/panel-definition.js';
import {panels} from '../panels/registry.js';
import {type Band, distribute} from './band.js';
import type {Block} from './block.js';
import {type ItemCounts, maxGpuRows, minTitledRows, planRows, processRowsOf, type RowPlan, stripNames} from './rows.js';

/** Content to lay out. It decides which panels appear and how high they are. */
export type Content = {
	/** Number of items per panel; absent for panels with nothing to show. */
	readonly counts: Readonly<Partial<Record<PanelName, number>>>;
	/** Panels hidden by the user. */
	readonly hidden: readonly PanelName[];
};

type Size = {readonly width: number; readonly height: number};

/** Minimum columns at which the process list is beside the other panels instead of below them. */
const wideColumns = 100;
/** Columns from which there is a third column at the right of the processes. */
const thirdColumns = 264;
/** Minimum rows at which processes and other panels are beside each other. */
const wideRows = 18;
/** Minimum columns and rows for panels with titles, two of them beside each other, instead of single rows. */
const panelColumns = 64;
const panelRows = 10;
/** Minimum columns and rows for panels with titles, one below the other. */
const singlePanelColumns = 30;
const singlePanelRows = 12;
/** Share of the rows for CPU and memory above the process list. */
const topShare = 0.24;
/** Share of the rows for CPU and memory without a process list. */
const topShareAlone = 0.34;
const minTopRows = 4;
const maxTopRows = 22;

/** Lays out the panels on `width` × `height`; every cell belongs to exactly one panel. */
export function layout(width: number, height: number, content: Content): Block {
	const shown = withoutRepetition(
		Object.fromEntries(
			Object.entries(content.counts).filter(([name]) => !content.hidden.some(hidden => hidden === name)),
		),
	);
	const size = {width, height};
	const plan = planRows(height, shown);
	return (width >= wideColumns && height >= wideRows && wide(size, shown, plan)) || narrow(size, shown, plan);
}

/** Leaves out the container limits where CPU and memory show them. */
function withoutRepetition(counts: ItemCounts): ItemCounts {
	const isRepeated = counts.processor !== undefined && counts.memory !== undefined;
	return isRepeated ? {...counts, limits: undefined} : counts;
}

const inOrder = [...panelNames].sort((a, b) => panels[a].position.row - panels[b].position.row);

/** Returns the bands. Panels with the same group form one band, side by side; panels without a group are left out. */
function bandsOf(
	groupOf: (position: Position, name: PanelName) => string | number | undefined,
	counts: ItemCounts,
	space: Space,
	border: Border,
): readonly Band[] {
	const bands = new Map<string | number, Band>();
	for (const name of inOrder) {
		const {position, rows} = panels[name];
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

/** Lays out the processes below the other panels; they have all rows that the plan gives them. */
function narrow({width, height}: Size, counts: ItemCounts, plan: RowPlan): Block {
	const {upper, processes} = plan;
	const middle = resources({width, height: upper}, counts);
	// Without a panel that fits, alerts have the rows.
	const alerts = plan.alerts === 0 || !isEmpty(middle) ? plan.alerts : plan.alerts + upper;
	const blocks: readonly Block[] = [
		...(alerts > 0 ? [panel('alerts', width, alerts, 'none')] : []),
		...(isEmpty(middle) ? [] : [middle]),
		...(processes > 0 ? [panel('processes', width, processes, processes >= minTitledRows ? 'rule' : 'none')] : []),
	];
	return {kind: 'column', width, height, children: blocks};
}

/** Lays out the panels above the processes: a row for each, or with enough room panels with titles. */
function resources({width, height}: Size, counts: ItemCounts): Block {
	const others = {...counts, processes: undefined, alerts: undefined};
	const hasStrips = stripNames.some(name => counts[name] !== undefined);
	const isSingle = width < panelColumns;
	const hasRoom = isSingle ? width >= singlePanelColumns && height >= singlePanelRows : height >= panelRows;
	if (hasStrips && !hasRoom) {
		return strips({width, height}, counts);
	}

	const space = {width: isSingle ? width : width / 2, height, isWide: false};
	const bands = bandsOf(({row}, name) => (isSingle ? name : row), others, space, 'rule');
	return stack(bands, {width, height}, 'rule');
}

/** Lays out one or more rows for each resource, without titles. */
function strips({width, height}: Size, counts: ItemCounts): Block {
	const present = stripNames.filter(name => counts[name] !== undefined);
	const bands = present.map((name, index): Band => {
		const {most, grows} = stripRows(name, counts[name] ?? 1);
		return {
			names: [name],
			min: name === 'gpu' ? Math.min(maxGpuRows, most) : 1,
			comfort: Math.min(2, most),
			ideal: most,
			stretch: grows ? 1 : 0,
			importance: index + 1,
		};
	});
	return stack(bands, {width, height}, 'none');
}

/** Returns the maximum rows of a panel without title, and whether it has a use for more. */
function stripRows(name: (typeof stripNames)[number], count: number): {readonly most: number; readonly grows: boolean} {
	switch (name) {
		case 'processor':
			return {most: 3, grows: true};
		case 'memory':
		case 'disks':
		case 'network':
		case 'gpu':
			return {most: Math.max(1, Math.min(4, count)), grows: false};
		default:
			return name satisfies never;
	}
}

/**
Lays out CPU and memory at the top, and the processes beside the other panels. `undefined` where the narrow layout would
have more processes.
*/
function wide({width, height}: Size, counts: ItemCounts, plan: RowPlan): Block | undefined {
	const hasProcesses = counts.processes !== undefined;
	const border: Border = 'box';
	const below = height - plan.alerts;
	const tops = bandsOf(
		({wide}) => (wide === 'top' ? wide : undefined),
		counts,
		{width: width / 2, height, isWide: true},
		border,
	);
	const [top] = tops;
	const share = Math.round(below * (hasProcesses ? topShare : topShareAlone));
	// The list has a box and a head.
	const mostTopRows = hasProcesses ? below - processRowsOf(plan) - borderRows(border) - 1 : below;
	const topRows = top ? Math.min(Math.max(minTopRows, Math.min(share, maxTopRows)), mostTopRows) : 0;
	if ((top && topRows < minTopRows) || topRows > mostTopRows) {
		return undefined;
	}

	const lower = {width, height: below - topRows};
	const body = hasProcesses ? aroundProcesses(lower, counts) : twoColumns(lower, counts);
	if (!body) {
		return undefined;
	}

	return {
		kind: 'column',
		width,
		height,
		children: [
			...(plan.alerts > 0 ? [panel('alerts', width, plan.alerts, 'none')] : []),
			...(top ? [row(top, width, topRows, border)] : []),
			body,
		],
	};
}

/** Lays out the processes with a column of panels at the left, and on a very wide screen another at the right. */
function aroundProcesses({width, height}: Size, counts: ItemCounts): Block {
	const hasThird = width >= thirdColumns;
	const sideWidth = sideColumns(width);
	const side = (place: 'left' | 'far'): Block | undefined => {
		const space = {width: sideWidth, height, isWide: true};
		const bands = bandsOf(
			({wide}, name) => ((wide === 'far' && !hasThird ? 'left' : wide) === place ? name : undefined),
			counts,
			space,
			'box',
		);
		const block = stack(bands, {width: sideWidth, height}, 'box');
		return isEmpty(block) ? undefined : block;
	};

	const left = side('left');
	const right = hasThird ? side('far') : undefined;
	const processWidth = width - (left?.width ?? 0) - (right?.width ?? 0);
	const children = [left, panel('processes', processWidth, height, 'box'), right].filter(block => block !== undefined);
	return {kind: 'row', width, height, children};
}

/** Returns the columns of the panels beside the processes. The processes have about three quarters of the screen. */
function sideColumns(width: number): number {
	return width >= thirdColumns ? 64 : Math.min(72, Math.round(28 + Math.max(0, width - 120) * 0.45));
}

/** Lays out the panels in two columns, or in one where only one has panels, without a process list. */
function twoColumns({width, height}: Size, counts: ItemCounts): Block | undefined {
	const space = {width: width / 2, height, isWide: true};
	const columns = (['left', 'right'] as const)
		.map(place =>
			bandsOf(
				({wide, spare}, name) => (wide !== 'top' && name !== 'alerts' && spare === place ? name : undefined),
				counts,
				space,
				'box',
			),
		)
		.filter(bands => !isEmpty(stack(bands, {width, height}, 'box')));
	const leftWidth = Math.floor(width / Math.max(1, columns.length));
	const children = columns.map((bands, index) =>
		stack(bands, {width: index === columns.length - 1 ? width - leftWidth * index : leftWidth, height}, 'box'),
	);
	return children.length === 0 ? undefined : {kind: 'row', width, height, children};
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

function stack(bands: readonly Band[], {width, height}: Size, border: Border): Block {
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

function row({names}: Band, width: number, height: number, border: Border): Block {
	const total = names.reduce((sum, name) => sum + panels[name].position.share, 0);
	let used = 0;
	const children = names.map((name, index): Block => {
		const own = index === names.length - 1 ? width - used : Math.round((width * panels[name].position.share) / total);
		used += own;
		return panel(name, own, height, border);
	});
	const [only] = children;
	return children.length === 1 && only ? only : {kind: 'row', width, height, children};
}

function panel(name: PanelName, width: number, height: number, border: Border): Block {
	return {kind: 'panel', name, border, width, height};
}

function isEmpty(block: Block): boolean {
	return block.kind !== 'panel' && block.children.every(isEmpty);
}
