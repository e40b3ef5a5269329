import type {Cpu, CpuShares, Limits, Load} from '../../metrics/snapshot.js';
import {absent} from '../../support/format.js';
import {joinSpans, type Line, lineWidth, longestThatFits, span, spread} from '../drawing/line.js';
import {levelRole} from '../theme/role.js';
import {allModes, type ModeName, modeLine, percentOf} from './cpu-modes.js';
import {cpuOfLimitPercent} from './cpu-of-limit.js';
import {throttledRole} from './limits.js';
import {schedulerLines} from './scheduler-lines.js';

export type FootContent = {
	readonly cpu: Cpu;
	readonly load: Load | undefined;
	/** Limits of the container that mon-tui runs in. */
	readonly limits: Limits | undefined;
	readonly logicalCores: number | undefined;
	/** The modes that are drawn elsewhere. */
	readonly drawn: readonly ModeName[];
};

/** Draws load average, container limit, the modes of the time, and the load on the scheduler. */
export function drawFoot({cpu, load, limits, logicalCores, drawn}: FootContent, width: number): Line {
	const loadText = load
		? [load.load1, load.load5, load.load15].map(value => value.toFixed(2)).join(' ')
		: `${absent} ${absent} ${absent}`;
	const isOverloaded = load !== undefined && logicalCores !== undefined && load.load1 > logicalCores;
	const loadRole = isOverloaded ? 'warning' : 'text';
	const left: Line = [span('load ', 'muted'), span(loadText, loadRole)];
	const shortLeft: Line = [span('load ', 'muted'), span(load ? load.load1.toFixed(2) : absent, loadRole)];
	const rights = rightLines(cpu, logicalCores, drawn);
	const [container = [], ...shorter] = containerLines(limits);
	if (container.length === 0) {
		return spread(left, fitting(rights, width - lineWidth(left) - 1), width);
	}

	const [rest] = [left, shortLeft, []].filter(start => lineWidth(start) + lineWidth(container) + 2 <= width);
	if (rest === undefined) {
		return longestThatFits([container, ...shorter, shortLeft, []], width);
	}

	const right = fitting(rights, width - lineWidth(rest) - lineWidth(container) - 4);
	return spread(rest, joinSpans([container, right], '  '), width);
}

/** Returns the first line that fits; empty if none does. */
function fitting(lines: readonly Line[], width: number): Line {
	return lines.find(line => lineWidth(line) <= width) ?? [];
}

/** Returns variants of modes and load on the scheduler, from long to short. */
function rightLines(cpu: Cpu, logicalCores: number | undefined, drawn: readonly ModeName[]): readonly Line[] {
	const scheduler = schedulerLines(cpu, logicalCores);
	const modes = modeLines(cpu.total, drawn);
	const [wide = [], close = []] = modes;
	const both = [
		...scheduler.map(line => joinSpans([wide, line], '  ')),
		...scheduler.map(line => joinSpans([close, line], '  ')),
	];
	return [...both.sort((a, b) => lineWidth(b) - lineWidth(a)), ...modes].filter(line => line.length > 0);
}

/** Returns variants of the modes, from long to short. With little room, the highest ones are left. */
function modeLines(total: CpuShares, drawn: readonly ModeName[]): readonly Line[] {
	const left = allModes.filter(name => !drawn.includes(name));
	const highest = (count: number): readonly ModeName[] => {
		const byShare = [...left].sort((a, b) => (percentOf(total, b) ?? 0) - (percentOf(total, a) ?? 0));
		return left.filter(name => byShare.slice(0, count).includes(name));
	};
	return [
		modeLine(total, left, '  '),
		modeLine(total, left, ' '),
		...[4, 3, 2].filter(count => count < left.length).map(count => modeLine(total, highest(count), ' ')),
	];
}

/**
Returns variants of the container limit, from long to short: `limit 1.50/2 cores  throttled 12%`. Empty without a limit.
*/
function containerLines(limits: Limits | undefined): readonly Line[] {
	if (limits?.cpuLimitCores === undefined) {
		return [];
	}

	const {cpuLimitCores, cpuUsedCores, throttledPercent} = limits;
	const limit = cpuLimitCores.toFixed(2);
	const used = cpuUsedCores === undefined ? absent : cpuUsedCores.toFixed(2);
	const usedPercent = cpuOfLimitPercent(limits);
	const usedRole = usedPercent === undefined ? 'muted' : levelRole(usedPercent);
	const share: Line = [
		// Padded to its maximum width, so that the text before it does not move.
		span(used.padStart(limit.length), usedRole),
		span(`/${Number(limit)}`, 'muted'),
	];
	const throttled: Line =
		throttledPercent === undefined || throttledPercent <= 0
			? []
			: [span(`${Math.round(throttledPercent)}%`.padStart(3), throttledRole(throttledPercent))];
	const words = (before: string, after: string): Line =>
		joinSpans(
			[
				[...(before === '' ? [] : [span(before, 'muted')]), ...share, ...(after === '' ? [] : [span(after, 'muted')])],
				throttled.length === 0 ? undefined : [span('throttled ', 'muted'), ...throttled],
			],
			'  ',
		);
	return [words('limit ', ' cores'), words('limit ', ''), words('', ''), [span('limit ', 'muted'), ...share], share];
}
