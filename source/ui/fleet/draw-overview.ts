import type {FleetHost, FleetState} from '../../remote/fleet/fleet-state.js';
import {alertCounts, alertSigns} from '../alerts/alert-lines.js';
import type {Glyphs} from '../drawing/glyphs.js';
import {fitLine, joinSpans, type Line, longestThatFits, span, spread} from '../drawing/line.js';
import {printable} from '../drawing/printable.js';
import {inOrder} from '../state/fleet-order.js';
import type {FleetOrder, OverviewState} from '../state/overview-state.js';
import {selectedIndex} from '../state/overview-state.js';
import type {ScreenState} from '../state/screen-state.js';
import {maxInlineRows} from '../state/view.js';
import {drawHead, drawHost, hostColumns} from './host-row.js';

export type OverviewContent = {
	/** Hosts in display order. */
	readonly hosts: readonly FleetHost[];
	readonly troubles: readonly string[];
	readonly order: FleetOrder;
	readonly selected: number;
};

/** Rows besides the hosts: title and table header. */
const headRows = 2;

/** Returns the rows needed to show all hosts. */
function overviewRows({hosts, troubles}: Pick<OverviewContent, 'hosts' | 'troubles'>): number {
	return headRows + Math.min(1, troubles.length) + Math.max(1, hosts.length);
}

/** Returns how many hosts are visible at once. */
export function visibleHosts({troubles}: Pick<OverviewContent, 'troubles'>, height: number): number {
	return Math.max(1, height - (height > headRows + 1 ? headRows : 1) - Math.min(1, troubles.length));
}

/** Returns the index of the first visible host, so that the selected host is visible. */
export function firstVisible({hosts, troubles, selected}: OverviewContent, height: number): number {
	const room = visibleHosts({troubles}, height);
	return Math.max(0, Math.min(selected - Math.floor(room / 2), hosts.length - room));
}

/** Returns the hosts in display order and the index of the selected host. */
export function overviewContent({hosts, troubles}: FleetState, state: OverviewState): OverviewContent {
	const listed = inOrder(hosts, state.order);
	return {hosts: listed, troubles, order: state.order, selected: selectedIndex(state, listed)};
}

export const footerRows = 1;

/** Returns the rows for the list. On a low screen, the footer is dropped. */
export function rowsForList(height: number): number {
	return height >= 4 ? height - footerRows : height;
}

/** Returns the height of the overview. Inline, the last row stays free for the cursor. */
export function overviewHeight(
	content: OverviewContent,
	{rows, isFullScreen}: Pick<ScreenState, 'rows' | 'isFullScreen'>,
): number {
	return isFullScreen ? rows : Math.min(maxInlineRows(rows), overviewRows(content) + footerRows);
}

/** Draws title, problems, table header and one row per host. */
export function drawOverview(content: OverviewContent, width: number, height: number, glyphs: Glyphs): readonly Line[] {
	const {hosts, troubles, selected} = content;
	const columns = hostColumns(hosts, width, glyphs);
	const room = visibleHosts(content, height);
	const first = firstVisible(content, height);
	const [problem] = troubles;
	const rows =
		hosts.length === 0
			? [[span(' waiting for hosts', 'muted')]]
			: hosts
					.slice(first, first + room)
					.map((host, index) => drawHost(host, columns, first + index === selected, glyphs));
	return [
		drawTitle(content, {first, room}, width, glyphs),
		...(problem === undefined ? [] : [problemLine(problem, troubles.length, glyphs)]),
		...(height > headRows + 1 ? [drawHead(columns)] : []),
		...rows,
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

function drawTitle({hosts, order}: OverviewContent, {first, room}: Stretch, width: number, glyphs: Glyphs): Line {
	const count = (state: FleetHost['connection']['state']): number =>
		hosts.filter(({connection}) => connection.state === state).length;
	const [lost, stale] = [count('lost'), count('stale')];
	const alerts = hosts.flatMap(({connection, summary}) => (connection.state === 'lost' ? [] : (summary?.alerts ?? [])));
	const states: readonly (Line | undefined)[] = [
		[span(`${hosts.length} ${hosts.length === 1 ? 'host' : 'hosts'}`, 'text')],
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
