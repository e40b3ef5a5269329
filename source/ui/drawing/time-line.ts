import {type Severity, severities} from '../../metrics/values/severity.js';
import {formatTime} from '../../support/format.js';
import {levelRole} from '../theme/role.js';
import type {Appearance} from './appearance.js';
import {type Cell, lineOfCells} from './cell-row.js';
import {severityRoles} from './event-marks.js';
import {fitLine, type Line, span} from './line.js';

/** Something that happened, for a mark on the time line. */
export type TimeMark = {readonly atMs: number; readonly kind: 'alert' | 'event'; readonly severity: Severity};

/** A percentage over the time before a moment, in milliseconds. */
export type TimeValue = {readonly atMs: number; readonly overMs: number; readonly percent: number | undefined};

/** A range of time in epoch milliseconds. */
export type TimeRange = {readonly startMs: number; readonly endMs: number};

/** A range of time with a value over it. */
export type TimeLineContent = TimeRange & {
	/** The moment that is shown. */
	readonly positionMs: number;
	/** Percentages over time, oldest first. Where there are none, the line is empty. */
	readonly values: readonly TimeValue[];
	readonly marks: readonly TimeMark[];
};

/** Cells of a label and a space beside it: ` 22:38:04 `. */
const labelWidth = 10;
/** Width from which on the ends have labels. */
const minLabelled = 40;

const barSteps = {
	braille: ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'],
	block: ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'],
	half: ['_', '▄', '█'],
	ascii: ['_', '.', ':', '#'],
} as const;

/**
Draws the time line in one row: the highest value of each part, marks of alerts and events over it, and the position. A mark
at the position is drawn in the cell before it.
*/
export function drawTimeLine(content: TimeLineContent, width: number, appearance: Appearance): Line {
	const {startMs, endMs, positionMs, values, marks} = content;
	const {glyphs, graphStyle} = appearance;
	const room = roomFor(width);
	const highest = new Map<number, number>();
	for (const {atMs, overMs, percent} of values) {
		const last = cellOf(atMs, content, room);
		const first = cellOf(Math.max(startMs, atMs - overMs), content, room) ?? last;
		for (let cell = first; percent !== undefined && cell !== undefined && last !== undefined && cell <= last; cell++) {
			highest.set(cell, Math.max(percent, highest.get(cell) ?? 0));
		}
	}

	const position = cellOf(positionMs, content, room);
	const worst = worstMarks(marks, content, room, position);
	const steps = barSteps[graphStyle];
	const cells = Array.from({length: room}, (_, cell): Cell | undefined => {
		const mark = worst.get(cell);
		const percent = highest.get(cell);
		if (cell === position) {
			return {sign: glyphs.vertical, role: 'accent'};
		}

		if (mark) {
			const sign =
				mark.kind === 'event' ? glyphs.event : mark.severity === 'critical' ? glyphs.critical : glyphs.warning;
			return {sign: sign.slice(0, 1), role: severityRoles[mark.severity]};
		}

		if (percent === undefined) {
			return undefined;
		}

		const step = Math.min(steps.length - 1, Math.floor((percent / 100) * steps.length));
		return {sign: steps[step] ?? ' ', role: levelRole(percent)};
	});
	const line = lineOfCells(cells);
	const label = (timestampMs: number): Line => [span(` ${formatTime(timestampMs)} `, 'muted')];
	return fitLine(width < minLabelled ? line : [...label(startMs), ...line, ...label(endMs)], width);
}

function roomFor(width: number): number {
	return Math.max(1, width < minLabelled ? width : width - 2 * labelWidth);
}

function cellOf(atMs: number, {startMs, endMs}: TimeRange, room: number): number | undefined {
	const share = endMs > startMs ? (atMs - startMs) / (endMs - startMs) : 1;
	return share < 0 || share > 1 ? undefined : Math.min(room - 1, Math.floor(share * room));
}

/** Returns the worst mark of each cell; an alert comes before an event. */
function worstMarks(
	marks: readonly TimeMark[],
	content: TimeRange,
	room: number,
	position: number | undefined,
): ReadonlyMap<number, TimeMark> {
	const rank = ({kind, severity}: TimeMark): number => severities.indexOf(severity) * 2 + (kind === 'alert' ? 1 : 0);
	const worst = new Map<number, TimeMark>();
	for (const mark of marks) {
		const own = cellOf(mark.atMs, content, room);
		const cell = own !== undefined && own === position && own > 0 ? own - 1 : own;
		const other = cell === undefined ? undefined : worst.get(cell);
		if (cell !== undefined && (!other || rank(mark) > rank(other))) {
			worst.set(cell, mark);
		}
	}

	return worst;
}

/** Returns the time of a cell of a time line of `width` cells. `undefined` for the cells of the labels. */
export function momentAt(column: number, range: TimeRange | undefined, width: number): number | undefined {
	const room = roomFor(width);
	const cell = column - (width < minLabelled ? 0 : labelWidth);
	return !range || cell < 0 || cell >= room
		? undefined
		: range.startMs + ((cell + 0.5) / room) * (range.endMs - range.startMs);
}
