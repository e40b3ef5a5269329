import type {RaidArray} from '../../metrics/snapshot.js';
import {formatPercent} from '../../support/format.js';
import {fitLine, type Line, longestThatFits, type Span, span} from '../drawing/line.js';
import {printable} from '../drawing/printable.js';

/** Draws an array: `md1 raid5  degraded, 2 of 3 devices  1 failed  recovery 12.6%`. The state comes first. */
export function raidRow(array: RaidArray, width: number): Line {
	const {name, level, isActive, isDegraded, devices, workingDevices, failedDevices, action, actionPercent} = array;
	const state: Span = isDegraded
		? span(isActive ? 'degraded' : 'not running', 'critical')
		: span(failedDevices > 0 ? 'failed device' : 'ok', failedDevices > 0 ? 'warning' : 'good');
	const title = [span(printable(name)), ...(level === undefined ? [] : [span(` ${printable(level)}`, 'muted')])];
	const parts: readonly Line[] = [
		action === undefined
			? []
			: [
					span(`  ${action}`, 'muted'),
					span(actionPercent === undefined ? ' waiting' : ` ${formatPercent(actionPercent)}`),
				],
		devices === undefined || workingDevices === undefined
			? []
			: [span(`  ${workingDevices} of ${devices}`, isDegraded ? 'critical' : 'text'), span(' devices', 'muted')],
		failedDevices > 0 ? [span(`  ${failedDevices} failed`, 'critical')] : [],
	];
	const start = [...title, span('  '), state];
	return fitLine(
		longestThatFits(
			[...parts.keys(), parts.length].reverse().map(count => [...start, ...parts.slice(0, count).flat()]),
			width,
		),
		width,
	);
}
