import type {Size} from '../panels/panel-definition.js';
import type {Band} from './band.js';
import type {Block} from './block.js';
import {type ItemCounts, minTitledRows, type RowPlan, stripNames} from './rows.js';
import {bandsOf, isEmpty, panel, stack} from './stack.js';

/** Minimum columns and rows for panels with titles, two of them beside each other, instead of single rows. */
const panelColumns = 64;
const panelRows = 10;
/** Minimum columns and rows for panels with titles, one below the other. */
const singlePanelColumns = 30;
const singlePanelRows = 12;

/** Lays out the processes below the other panels; they have all rows that the plan gives them. */
export function narrow({width, height}: Size, counts: ItemCounts, plan: RowPlan): Block {
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
	const hasStrips = stripNames.some(name => counts[name] !== undefined);
	const isSingle = width < panelColumns;
	const hasRoom = isSingle ? width >= singlePanelColumns && height >= singlePanelRows : height >= panelRows;
	if (hasStrips && !hasRoom) {
		return strips({width, height}, counts);
	}

	const space = {width: isSingle ? width : width / 2, height, isWide: false};
	const bands = bandsOf(({row}, name) => (isSingle ? name : row), counts, space, 'rule');
	return stack(bands, {width, height}, 'rule');
}

/** Lays out one or more rows for each resource, without titles. */
function strips({width, height}: Size, counts: ItemCounts): Block {
	const present = stripNames.filter(name => counts[name] !== undefined);
	const bands = present.map((name, index): Band => {
		const {most, grows} = stripRows(name, counts[name] ?? 1);
		return {
			names: [name],
			min: 1,
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
