import type {History} from '../../core/history.js';
import type {MachineEvent} from '../../metrics/model/events.js';
import {known} from '../../metrics/reading.js';
import {type Severity, severities} from '../../metrics/values/severity.js';

import type {Role} from '../theme/role.js';
import type {Line, Span} from './line.js';

/** A mark on a graph: the cell of the moment of an event. */
export type EventMark = {readonly cell: number; readonly role: Role};

export const severityRoles: Readonly<Record<Severity, Role>> = {
	note: 'muted',
	warning: 'warning',
	critical: 'critical',
};

/**
Returns the marks of the events that the newest sample of a history lists, for a graph of `width` cells of `cellMs` that
ends with that sample. The cells are those of `seriesOf`. The most severe event of a cell gives the mark its colour.
*/
export function eventMarks(
	history: History,
	{width, bucketMs, perCell}: {readonly width: number; readonly bucketMs: number; readonly perCell: number},
	isShown: (event: MachineEvent) => boolean = () => true,
): readonly EventMark[] {
	const newest = history.at(-1)?.snapshot;
	const list = known(newest?.readings.events)?.list;
	if (!newest || !list || list.length === 0) {
		return [];
	}

	const firstBucket = Math.floor(newest.monotonicMs / bucketMs) - width * perCell + 1;
	const worst = new Map<number, Severity>();
	for (const event of list.filter(isShown)) {
		for (const atMs of [event.atMs, event.lastAtMs]) {
			const monotonicMs = newest.monotonicMs - (newest.timestampMs - atMs);
			const cell = Math.floor((Math.floor(monotonicMs / bucketMs) - firstBucket) / perCell);
			const before = worst.get(cell);
			if (cell >= 0 && cell < width && isWorse(event.severity, before)) {
				worst.set(cell, event.severity);
			}
		}
	}

	return [...worst].map(([cell, severity]) => ({cell, role: severityRoles[severity]})).sort((a, b) => a.cell - b.cell);
}

function isWorse(severity: Severity, other: Severity | undefined): boolean {
	return other === undefined || severities.indexOf(severity) > severities.indexOf(other);
}

/** Replaces the marked cells of a line of a graph, whose characters are one cell wide, with the sign of events. */
export function withMarks(line: Line, marks: readonly EventMark[], sign: string): Line {
	const [graph] = line;
	if (!graph || marks.length === 0) {
		return line;
	}

	const parts: Span[] = [];
	let from = 0;
	for (const {cell, role} of marks) {
		parts.push(piece(graph, from, cell), {text: sign, role, width: 1});
		from = cell + 1;
	}

	return [...parts, piece(graph, from, graph.text.length)].filter(({width}) => width > 0);
}

function piece({text, role}: Span, from: number, to: number): Span {
	return {text: text.slice(from, to), role, width: Math.max(0, to - from)};
}
