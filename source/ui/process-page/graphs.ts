import type {Process} from '../../metrics/snapshot.js';
import {absent, formatRate} from '../../support/format.js';
import type {Appearance} from '../drawing/appearance.js';
import {graph, type Series} from '../drawing/graph.js';
import {valuesPerCell} from '../drawing/graph-style.js';
import {type Line, span} from '../drawing/line.js';
import {maximum, niceCeiling} from '../drawing/series.js';
import {fit, fitRight} from '../drawing/text.js';
import {type Moment, recentMs} from '../processes/recent-lists.js';
import {levelRole, type Role} from '../theme/role.js';

type Graph = {
	readonly label: string;
	readonly value: number | undefined;
	pick(process: Process): number | undefined;
	format(value: number): string;
	/** Smallest value at the top of the graph. */
	readonly minTop: number;
	readonly role: Role | undefined;
};

const labelWidth = 8;
const valueWidth = 12;
const topWidth = 16;
const maxGraphWidth = 60;

/** Draws one line per rate of a process: its value, its last minute, and the scale. */
export function processGraphs(
	process: Process,
	moments: readonly Moment[],
	nowMs: number,
	width: number,
	appearance: Appearance,
): readonly Line[] {
	const percent = (value: number): string => `${value.toFixed(1)}%`;
	const graphs: readonly Graph[] = [
		{
			label: 'CPU',
			value: process.cpuPercent,
			pick: ({cpuPercent}) => cpuPercent,
			format: percent,
			minTop: 10,
			role: undefined,
		},
		{
			label: 'Memory',
			value: process.residentSetBytes,
			pick: ({residentSetBytes}) => residentSetBytes,
			format: appearance.bytes,
			minTop: 2 ** 20,
			role: 'memory',
		},
		{
			label: 'Read',
			value: process.readBytesPerSecond,
			pick: ({readBytesPerSecond}) => readBytesPerSecond,
			format: formatRate,
			minTop: 10_000,
			role: 'receive',
		},
		{
			label: 'Write',
			value: process.writeBytesPerSecond,
			pick: ({writeBytesPerSecond}) => writeBytesPerSecond,
			format: formatRate,
			minTop: 10_000,
			role: 'send',
		},
	];
	const room = Math.min(maxGraphWidth, width - labelWidth - valueWidth - topWidth - 2);
	return graphs.map(({label, value, pick, format, minTop, role}): Line => {
		const head = [
			span(label.padEnd(labelWidth), 'muted'),
			span(
				fitRight(value === undefined ? absent : format(value), valueWidth),
				value ? (role ?? levelRole(value)) : 'muted',
			),
		];
		if (room < 8) {
			return head;
		}

		const series = seriesOfMoments(moments, pick, nowMs, room * valuesPerCell(appearance.graphStyle));
		const highest = maximum(series);
		const top = niceCeiling(highest ?? 0, minTop);
		const [line = []] = graph(series, {
			width: room,
			height: 1,
			max: top,
			style: appearance.graphStyle,
			...(role === undefined ? {levels: series} : {role}),
		});
		const scale = highest === undefined ? '' : ` max ${format(highest)}`;
		return [...head, span('  '), ...line, span(fit(scale, topWidth), 'muted')];
	});
}

/** Longest time for which a value stands for the columns after it, in milliseconds. */
const maxHeldMs = 6000;

/** Returns the values of the last minute in equal steps. The steps lie on a fixed grid, so that the graph moves by columns. */
export function seriesOfMoments(
	moments: readonly Moment[],
	pick: (process: Process) => number | undefined,
	nowMs: number,
	count: number,
): Series {
	const stepMs = recentMs / count;
	const last = Math.floor(nowMs / stepMs);
	return Array.from({length: count}, (_, index) => {
		const endMs = (last - count + 2 + index) * stepMs;
		const moment = moments.findLast(({monotonicMs}) => monotonicMs < endMs);
		return moment && endMs - moment.monotonicMs <= maxHeldMs ? pick(moment.process) : undefined;
	});
}
