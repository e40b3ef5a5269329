import type {FleetHost, FleetState} from '../../remote/fleet/fleet-state.js';
import {countOf} from '../../support/format.js';
import {alertCounts, alertSigns} from '../alerts/alert-lines.js';
import type {Appearance} from '../drawing/appearance.js';
import type {Glyphs} from '../drawing/glyphs.js';
import {fitLine, joinSpans, type Line, longestThatFits, span, spread} from '../drawing/line.js';
import {printable} from '../drawing/printable.js';
import {inOrder} from '../state/fleet-order.js';
import type {FleetOrder, OverviewState} from '../state/overview-state.js';
import {selectedIndex} from '../state/overview-state.js';
import type {ScreenState} from '../state/screen-state.js';
import {maxInlineRows} from '../state/view.js';
import {drawHead, hostColumns} from './host-columns.js';
import {matchesFilter} from './host-filter.js';
import {drawHost} from './host-row.js';
import {drawSelected, selectedRows} from './selected-host.js';

export type OverviewContent = {
	/** Hosts in display order. */
	readonly hosts: readonly FleetHost[];
	readonly troubles: readonly string[];
	readonly order: FleetOrder;
	/** Filter of the hosts, and the number of all hosts. */
	readonly filter: string;
	readonly total: number;
	readonly selected: number;
};

/** Rows besides the hosts: title and table header. */
const headRows = 2;

/** Returns the rows needed to show all hosts. */
function overviewRows({hosts, troubles}: Pick<OverviewContent, 'hosts' | 'troubles'>): number {
	const rows = headRows + Math.min(1, troubles.length) + Math.max(1, hosts.length);
	return rows + (rows + selectedRows >= minHeightForSelected ? selectedRows : 0);
}

/** Height from which the selected host is described below the list. */
const minHeightForSelected = 12;

function rowsForSelected(height: number): number {
	return height >= minHeightForSelected ? selectedRows : 0;
}

/** Returns how many hosts are visible at once. */
export function visibleHosts({troubles}: Pick<OverviewContent, 'troubles'>, height: number): number {
	return Math.max(1, height - hostsTop({troubles}, height) - rowsForSelected(height));
}

/** Returns the number of rows above the hosts. */
export function hostsTop({troubles}: Pick<OverviewContent, 'troubles'>, height: number): number {
	return (height > headRows + 1 ? headRows : 1) + Math.min(1, troubles.length);
}

/** Returns the index of the first visible host, so that the selected host is visible. */
export function firstVisible({hosts, troubles, selected}: OverviewContent, height: number): number {
	const room = visibleHosts({troubles}, height);
	return Math.max(0, Math.min(selected - Math.floor(room / 2), hosts.length - room));
}

/** Returns the hosts in display order and the index of the selected host. */
export function overviewContent({hosts, troubles}: FleetState, state: OverviewState): OverviewContent {
	const {order, filter} = state;
	const listed = inOrder(
		hosts.filter(host => matchesFilter(host, filter)),
		order,
	);
	return {hosts: listed, troubles, order, filter, total: hosts.length, selected: selectedIndex(state, listed)};
}

export const footerRows = 1;

/** Returns the rows for the list. On a low screen, the footer is dropped. */
export function rowsForList(height: number): number {
	return height >= 4 ? height - footerRows : height;
}

/** Returns the height of the overview. Inline, it takes at most half of the terminal. */
export function overviewHeight(
	content: OverviewContent,
	{rows, isFullScreen}: Pick<ScreenState, 'rows' | 'isFullScreen'>,
): number {
	return isFullScreen ? rows : Math.min(maxInlineRows(rows), overviewRows(content) + footerRows);
}

/** Draws title, problems, table header and one row per host. */
export function drawOverview(
	content: OverviewContent,
	width: number,
	height: number,
	appearance: Pick<Appearance, 'glyphs' | 'graphStyle'>,
): readonly Line[] {
	const {glyphs} = appearance;
	const {hosts, troubles, selected} = content;
	const columns = hostColumns(hosts, width, glyphs);
	const room = visibleHosts(content, height);
	const first = firstVisible(content, height);
	const [problem] = troubles;
	const shown = hosts[selected];
	const rows =
		hosts.length === 0
			? [[span(content.total === 0 ? ' waiting for hosts' : ' no host matches the filter', 'muted')]]
			: hosts
					.slice(first, first + room)
					.map((host, index) => drawHost(host, columns, first + index === selected, appearance));
	return [
		drawTitle(content, {first, room}, width, glyphs),
		...(problem === undefined ? [] : [problemLine(problem, troubles.length, glyphs)]),
		...(height > headRows + 1 ? [drawHead(columns, glyphs)] : []),
		...rows,
		...Array.from({length: Math.max(0, room - rows.length)}, (): Line => []),
		...(shown && rowsForSelected(height) > 0 ? drawSelected(shown, width, glyphs) : []),
	]
		.slice(0, height)
		.map(row => fitLine(row, width));
}

function problemLine(problem: string, count: number, glyphs: Glyphs): Line {
	return [
		span(` ${glyphs.warning} ${printable(problem)}`, 'warning'),
		...(count > 1 ? [span(`  +${count - 1}`, 'muted')] : []),
	];
}

type Stretch = {readonly first: number; readonly room: number};

function drawTitle(
	{hosts, order, filter, total}: OverviewContent,
	{first, room}: Stretch,
	width: number,
	glyphs: Glyphs,
): Line {
	const count = (state: FleetHost['connection']['state']): number =>
		hosts.filter(({connection}) => connection.state === state).length;
	const [lost, stale] = [count('lost'), count('stale')];
	const alerts = hosts.flatMap(({connection, summary}) => (connection.state === 'lost' ? [] : (summary?.alerts ?? [])));
	const states: readonly (Line | undefined)[] = [
		filter === ''
			? [span(countOf(total, 'host'), 'text')]
			: [span(`${hosts.length} of ${countOf(total, 'host')} match `, 'text'), span(printable(filter), 'accent')],
		lost > 0 ? [span(`${lost} lost`, 'critical')] : undefined,
		stale > 0 ? [span(`${stale} stale`, 'warning')] : undefined,
	];
	const titles = [
		[...states, alertCounts(alerts, glyphs)],
		[...states, alertSigns(alerts, glyphs)],
		states,
		states.slice(0, 1),
	].map((counts): Line => [span(' Fleet  ', 'title'), ...joinSpans(counts, ` ${glyphs.separator} `)]);
	const range: Line = hosts.length > room ? [span(`${first + 1}-${first + room}  `, 'muted')] : [];
	return spread(
		longestThatFits(titles, width),
		[...range, span(order === 'problems' ? 'problems first ' : 'by name ', 'muted')],
		width,
	);
}
