import type {Sample} from '../../core/sample.js';
import {known} from '../../metrics/reading.js';
import {seriousFindings} from '../diagnosis/verdict.js';

/** A row of the compact view above its process list. */
export type CompactRow =
	| 'title'
	| 'verdict'
	| 'alerts'
	| 'cpu'
	| 'memory'
	| 'disk'
	| 'gpu0'
	| 'gpu1'
	| 'network'
	| 'top';

/** What the compact view has to show. */
export type CompactNeeds = {
	readonly gpus: number;
	readonly hasAlerts: boolean;
	readonly hasVerdict: boolean;
	/** Whether the process list is not hidden. */
	readonly hasProcesses: boolean;
};

/** The rows of the compact view from top to bottom, and the height of the process list below them with its head. */
export type CompactLayout = {
	readonly rows: readonly CompactRow[];
	/** Whether the row of the disks has the network at its end. */
	readonly isJoined: boolean;
	/** 0 when there is no room for a list. */
	readonly listHeight: number;
};

/** The head and two processes. */
const minListHeight = 3;
/** Rows of a terminal in which the list always has room. */
export const minListRows = 10;
/** Minimum width for the disk and the network in one row. */
const minJoinedWidth = 72;
/** Minimum height for a row of alerts beside the verdict. */
const minRowsForBoth = 10;
/** Maximum height inline, where a higher list would hide the shell. */
const maxInlineHeight = 16;

/** Returns what a sample has to show. */
export function compactNeeds(
	sample: Pick<Sample, 'snapshot' | 'alerts' | 'findings'> | undefined,
	hasProcesses: boolean,
): CompactNeeds {
	return {
		gpus: Math.min(2, known(sample?.snapshot.readings.gpu)?.length ?? 0),
		hasAlerts: (sample?.alerts.length ?? 0) > 0,
		hasVerdict: seriousFindings(sample).length > 0,
		hasProcesses: hasProcesses && sample?.snapshot.readings.processes.state === 'ok',
	};
}

/** Returns the rows that the compact view requires inline. */
export function requiredRows({gpus, hasAlerts, hasVerdict, hasProcesses}: CompactNeeds): number {
	return hasProcesses ? maxInlineHeight : 5 + gpus + Number(hasAlerts) + Number(hasVerdict);
}

/**
Returns the layout of the compact view. What is wrong comes first when there is no room for all resources. The costliest
processes are in one row when there is no room for a list; while something is wrong, they come before the network.
*/
export function compactLayout(needs: CompactNeeds, width: number, height: number): CompactLayout {
	const {gpus, hasAlerts, hasVerdict, hasProcesses} = needs;
	const verdict: readonly CompactRow[] = hasVerdict ? ['verdict'] : [];
	// The title counts the alerts, and the verdict names the worst of them.
	const alerts: readonly CompactRow[] = hasAlerts && (!hasVerdict || height >= minRowsForBoth) ? ['alerts'] : [];
	const resources: readonly CompactRow[] = ['cpu', 'memory', 'disk', ...(['gpu0', 'gpu1'] as const).slice(0, gpus)];
	const apart: readonly CompactRow[] = ['title', ...verdict, ...resources, 'network', ...alerts];
	const spare = height - apart.length;
	if (spare < 0) {
		const others = apart.filter(row => row !== 'verdict' && row !== 'alerts');
		return {rows: [...verdict, ...alerts, ...others].slice(0, height), isJoined: false, listHeight: 0};
	}

	const isJoined = hasProcesses && width >= minJoinedWidth && (spare === minListHeight - 1 || spare === 0);
	const isReplaced = hasProcesses && hasVerdict && spare === 0;
	const rows = isJoined || isReplaced ? apart.filter(row => row !== 'network') : apart;
	const rest = hasProcesses ? height - rows.length : 0;
	return rest >= minListHeight
		? {rows, isJoined, listHeight: rest}
		: {rows: rest > 0 ? [...rows, 'top'] : rows, isJoined, listHeight: 0};
}
