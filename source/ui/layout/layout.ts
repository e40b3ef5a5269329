import type {PanelName} from '../../config/options/panel-names.js';
import type {Block} from './block.js';
import {narrow} from './narrow.js';
import {type ItemCounts, planRows} from './rows.js';
import {wide} from './wide.js';

/** Content to lay out. It decides which panels appear and how high they are. */
export type Content = {
	/** Number of items per panel; absent for panels with nothing to show. */
	readonly counts: Readonly<Partial<Record<PanelName, number>>>;
	/** Panels hidden by the user. */
	readonly hidden: readonly PanelName[];
};

/** Minimum columns at which the process list is beside the other panels instead of below them. */
const wideColumns = 100;
/** Minimum rows at which processes and other panels are beside each other. */
const wideRows = 18;

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
