import type {FleetHost} from '../../remote/fleet/fleet-state.js';
import type {Glyphs} from '../drawing/glyphs.js';
import {joinSpans, type Line, span} from '../drawing/line.js';
import {printable} from '../drawing/printable.js';
import {wrapped} from '../drawing/text.js';
import {worstOf} from './host-row.js';

/** Rows that describe the selected host below the list: a line of its own, and what is wrong in full. */
export const selectedRows = 3;

/** Draws what the row of a host has no room for: its names, and what is worst with the process that causes it. */
export function drawSelected(host: FleetHost, width: number, glyphs: Glyphs): readonly Line[] {
	const {name, summary, connection} = host;
	const {hostname} = summary ?? {};
	const head: Line = [
		span(' '),
		...joinSpans(
			[
				[span(printable(name), 'title')],
				hostname === undefined || hostname === name ? undefined : [span(printable(hostname), 'muted')],
				topOf(host),
			],
			` ${glyphs.separator} `,
		),
	];
	const worst =
		connection.state === 'lost'
			? {text: `${glyphs.critical} ${connection.reason}`, role: 'critical' as const}
			: summary && worstOf(summary, glyphs);
	const text = worst ? wrapped(printable(worst.text), Math.max(1, width - 2)) : [];
	return [head, ...text.slice(0, selectedRows - 1).map((row): Line => [span(` ${row}`, worst?.role ?? 'text')])];
}

/** Returns the process that uses most, as far as a finding or an alert names it. */
function topOf({summary}: FleetHost): Line | undefined {
	const [culprit] = summary?.finding?.culprits ?? [];
	const [process] = summary?.alerts.flatMap(({topProcesses}) => topProcesses) ?? [];
	const [who, share] = culprit
		? [culprit, culprit.share]
		: [process, process?.cpuPercent === undefined ? '' : `${Math.round(process.cpuPercent)} % CPU`];
	return (
		who && [
			span('top ', 'muted'),
			span(`${printable(who.name)}${who.pid === undefined ? '' : ` (${who.pid})`} ${share}`),
		]
	);
}
