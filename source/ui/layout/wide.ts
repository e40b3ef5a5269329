import {type Border, borderRows} from '../drawing/border.js';
import type {Size} from '../panels/panel-definition.js';
import type {Block} from './block.js';
import {type ItemCounts, processRowsOf, type RowPlan} from './rows.js';
import {bandsOf, isEmpty, panel, row, stack} from './stack.js';

/** Columns from which there is a third column at the right of the processes. */
const thirdColumns = 264;
/** Share of the rows for CPU and memory above the process list. */
const topShare = 0.24;
/** Share of the rows for CPU and memory without a process list. */
const topShareAlone = 0.34;
const minTopRows = 4;
const maxTopRows = 22;

/**
Lays out CPU and memory at the top, and the processes beside the other panels. `undefined` where the narrow layout would
have more processes.
*/
export function wide({width, height}: Size, counts: ItemCounts, plan: RowPlan): Block | undefined {
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
	if (mostTopRows < (top ? minTopRows : 0)) {
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
			bandsOf(({wide, spare}, name) => (wide !== 'top' && spare === place ? name : undefined), counts, space, 'box'),
		)
		.filter(bands => !isEmpty(stack(bands, {width, height}, 'box')));
	const leftWidth = Math.floor(width / Math.max(1, columns.length));
	const children = columns.map((bands, index) =>
		stack(bands, {width: index === columns.length - 1 ? width - leftWidth * index : leftWidth, height}, 'box'),
	);
	return children.length === 0 ? undefined : {kind: 'row', width, height, children};
}
