import type {DebugInfo} from '../../health/debug-info.js';
import {known} from '../../metrics/reading.js';
import type {Snapshot} from '../../metrics/snapshot.js';
import type {FleetHost} from '../../remote/fleet/fleet-state.js';
import {formatDuration, formatTime} from '../../support/format.js';
import {ScrolledPage} from '../boxes/scrolled-page.js';
import type {Appearance} from '../drawing/appearance.js';
import type {Line} from '../drawing/line.js';
import {useAppearance, useHost, useMonitor} from '../hooks/services.js';
import {
	costFact,
	facts,
	heapFact,
	processCounts,
	processFacts,
	samplingFact,
	serverFact,
	statusLines,
} from './facts.js';
import {beside} from './table.js';
import {type AbsentMetric, absentTable, collectorTable, exportTable, handlerTable} from './tables.js';
import {useExamination} from './use-examination.js';

/** Additional data for samples that come from another process. */
export type RemoteData = {readonly host: FleetHost | undefined; readonly snapshot: Snapshot | undefined};

/** Minimum width at which collectors are shown in a second column. */
const minTwoColumnWidth = 150;
const middle = 4;

/** Draws the health of mon-tui. */
export function drawHealth(
	info: DebugInfo,
	remoteData: RemoteData,
	width: number,
	appearance: Appearance,
): readonly Line[] {
	const {health} = info;
	const isWide = width >= minTwoColumnWidth;
	const leftWidth = isWide ? Math.floor((width - middle) * 0.45) : width;
	const rest = [handlerTable(health.handlers, leftWidth, appearance.glyphs), exportTable(health, leftWidth)];
	const rightWidth = isWide ? width - leftWidth - middle : width;
	const collectors =
		health.source === 'local'
			? collectorTable(health.collectors, rightWidth, appearance.glyphs)
			: absentTable(absentMetrics(remoteData.snapshot), rightWidth, appearance.glyphs);
	const head = [
		...statusLines(health, leftWidth, appearance),
		...facts(
			[
				...processFacts(info),
				samplingFact(info),
				costFact(info, appearance),
				heapFact(info, appearance),
				...processCounts(info),
				serverFact(health),
				...remoteFacts(info, remoteData, appearance),
			],
			leftWidth,
		),
	];
	return isWide
		? beside(joinParts([head, ...rest]), collectors, leftWidth + middle)
		: joinParts([head, ...rest, collectors]);
}

function absentMetrics(snapshot: Snapshot | undefined): readonly AbsentMetric[] {
	return Object.entries({...snapshot?.readings, ...snapshot?.custom}).flatMap(([name, reading]) =>
		reading.state === 'ok' ? [] : [{name, state: reading.state, reason: reading.reason}],
	);
}

/** Returns what is known of a remote or recorded mon-tui process, and what is not available. */
function remoteFacts({health}: DebugInfo, {host, snapshot}: RemoteData, {bytes}: Appearance) {
	if (health.source === 'local') {
		return [];
	}

	const usage = known(snapshot?.readings.self);
	const cost = usage && [
		...(usage.cpuPercent === undefined ? [] : [`${usage.cpuPercent.toFixed(1)}% of a core`]),
		`${bytes(usage.residentSetBytes)} resident`,
		`up ${formatDuration(usage.uptimeSeconds)}`,
		...(usage.leakWarning === undefined ? [] : [usage.leakWarning]),
	];
	const isRemote = health.source === 'remote';
	return [
		['Connection', host && `${host.connection.state} since ${formatTime(host.connection.sinceMs)}`],
		[isRemote ? 'Remote cost' : 'Recorded', cost?.join(', ')],
		[
			'Unavailable',
			isRemote
				? 'collectors, handlers and recording of the host; see its screen or /api/v1/status.'
				: 'collectors, handlers and recording; a recording holds only samples.',
		],
	] as const;
}

/** Joins parts with an empty row between them. */
function joinParts(parts: readonly (readonly Line[])[]): readonly Line[] {
	return parts.filter(part => part.length > 0).flatMap((part, index) => (index === 0 ? part : [[], ...part]));
}

export type HealthProps = {readonly scroll: number; readonly width: number; readonly height: number};

export function Health(props: HealthProps) {
	const appearance = useAppearance();
	const info = useExamination();
	const host = useHost();
	const snapshot = useMonitor(state => state.sample?.snapshot);
	return (
		<ScrolledPage
			title="Health of mon-tui"
			linesFor={width => drawHealth(info, {host, snapshot}, width, appearance)}
			{...props}
		/>
	);
}
