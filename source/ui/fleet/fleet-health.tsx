import type {ProcessReport} from '../../health/process-report.js';
import type {FleetHost, FleetState} from '../../remote/fleet/fleet-state.js';
import {formatTime} from '../../support/format.js';
import {ScrolledPage} from '../boxes/scrolled-page.js';
import type {Appearance} from '../drawing/appearance.js';
import type {Glyphs} from '../drawing/glyphs.js';
import {type Line, span} from '../drawing/line.js';
import {printable} from '../drawing/printable.js';
import {facts, heapFact, processFacts} from '../health/facts.js';
import {okSpan} from '../health/ok-span.js';
import {type Column, drawTable} from '../health/table.js';
import {useAppearance} from '../hooks/services.js';

/** Draws the usage of the mon-tui process that follows the hosts, and the hosts that are not live. */
export function drawFleetHealth(
	report: ProcessReport,
	{hosts, troubles}: FleetState,
	width: number,
	appearance: Appearance,
): readonly Line[] {
	const notLive = hosts.filter(({connection}) => connection.state !== 'live');
	const live = `${hosts.length - notLive.length} of ${hosts.length} live`;
	return [
		...facts(
			[
				['Hosts', live],
				...processFacts(report),
				['Cost', `${appearance.bytes(report.residentSetBytes)} resident`],
				heapFact(report, appearance),
				['Unavailable', 'collectors of the hosts; open a host or see its /api/v1/status.'],
			],
			width,
		),
		...troubles.map((problem): Line => [span(`${appearance.glyphs.warning} ${printable(problem)}`, 'warning')]),
		...(notLive.length === 0 ? [] : [[], ...hostTable(notLive, width, appearance.glyphs)]),
	];
}

function hostTable(hosts: readonly FleetHost[], width: number, glyphs: Glyphs): readonly Line[] {
	const columns: readonly Column<FleetHost>[] = [
		{head: 'state', isText: true, rank: 0, cell: ({connection}) => stateSpan(connection, glyphs)},
		{head: 'since', rank: 1, cell: ({connection}) => span(formatTime(connection.sinceMs))},
	];
	return drawTable(
		{
			title: 'Not live',
			columns,
			rows: hosts,
			noteOf: ({connection}) => (connection.state === 'lost' ? span(connection.reason, 'muted') : undefined),
		},
		width,
	);
}

function stateSpan({state}: FleetHost['connection'], glyphs: Glyphs) {
	switch (state) {
		case 'connecting':
			return span(state, 'muted');
		case 'live':
			return okSpan(glyphs);
		case 'stale':
			return span(`${glyphs.warning} ${state}`, 'warning');
		case 'lost':
			return span(`${glyphs.critical} ${state}`, 'critical');
		default:
			return state satisfies never;
	}
}

export type FleetHealthProps = {
	readonly report: ProcessReport;
	readonly fleet: FleetState;
	readonly scroll: number;
	readonly width: number;
	readonly height: number;
};

export function FleetHealth({report, fleet, ...props}: FleetHealthProps) {
	const appearance = useAppearance();
	return (
		<ScrolledPage
			title="Health of mon-tui"
			linesFor={width => drawFleetHealth(report, fleet, width, appearance)}
			{...props}
		/>
	);
}
