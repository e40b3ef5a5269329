import type {History} from '../../core/history.js';
import type {MachineEvent} from '../../metrics/model/events.js';
import {known} from '../../metrics/reading.js';
import type {Snapshot} from '../../metrics/snapshot.js';
import {type Severity, severities} from '../../metrics/values/severity.js';
import type {Role} from '../theme/role.js';
import type {Cell} from './cell-row.js';

/** A graph of `width` cells of `perCell` values each, which ends with the newest sample. */
export type MarkedWindow = {readonly width: number; readonly bucketMs: number; readonly perCell: number};

/** A mark on a graph: the cell of the moment of an event. Without a sign it has that of events. */
export type EventMark = {readonly cell: number; readonly role: Role; readonly sign?: string};

/** Marks on a graph as wide as the series, and the sign of those without one of their own. */
export type GraphMarks = {readonly cells: readonly EventMark[]; readonly sign: string};

export const severityRoles: Readonly<Record<Severity, Role>> = {
	note: 'muted',
	warning: 'warning',
	critical: 'critical',
};

/**
Returns the marks of the events that the newest sample of a history lists. The most severe event of a cell gives the mark its
colour.
*/
export function eventMarks(
	history: History,
	window: MarkedWindow,
	isShown: (event: MachineEvent) => boolean = () => true,
): readonly EventMark[] {
	const newest = history.at(-1)?.snapshot;
	const list = known(newest?.readings.events)?.list;
	if (!newest || !list || list.length === 0) {
		return [];
	}

	const worst = new Map<number, Severity>();
	for (const event of list.filter(isShown)) {
		for (const atMs of [event.atMs, event.lastAtMs]) {
			const cell = cellAt(atMs, newest, window);
			if (cell !== undefined && isWorse(event.severity, worst.get(cell))) {
				worst.set(cell, event.severity);
			}
		}
	}

	return [...worst].map(([cell, severity]) => ({cell, role: severityRoles[severity]})).sort((a, b) => a.cell - b.cell);
}

/** Returns the cell of a time; `undefined` outside of the graph. The cells are those of `seriesOf`. */
export function cellAt(
	atMs: number,
	newest: Pick<Snapshot, 'timestampMs' | 'monotonicMs'>,
	{width, bucketMs, perCell}: MarkedWindow,
): number | undefined {
	const firstBucket = Math.floor(newest.monotonicMs / bucketMs) - width * perCell + 1;
	const monotonicMs = newest.monotonicMs - (newest.timestampMs - atMs);
	const cell = Math.floor((Math.floor(monotonicMs / bucketMs) - firstBucket) / perCell);
	return cell >= 0 && cell < width ? cell : undefined;
}

function isWorse(severity: Severity, other: Severity | undefined): boolean {
	return other === undefined || severities.indexOf(severity) > severities.indexOf(other);
}

/** Returns the marks by the cell of a row that is narrower than the series by `missing` cells at its left. */
export function markCells(marks: GraphMarks | undefined, missing: number): ReadonlyMap<number, Cell> | undefined {
	return (
		marks &&
		new Map(marks.cells.map(({cell, role, sign}) => [cell - missing, {sign: sign ?? marks.sign, role}] as const))
	);
}
