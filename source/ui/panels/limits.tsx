import {memo} from 'react';
import {pending, type Reading} from '../../metrics/reading.js';
import type {Limits} from '../../metrics/snapshot.js';
import {absent, formatPercent} from '../../support/format.js';
import {Panel, type PanelProps} from '../boxes/panel.js';
import {absentLine} from '../drawing/absent.js';
import type {Appearance} from '../drawing/appearance.js';
import {bar} from '../drawing/bar.js';
import {contentSize} from '../drawing/border.js';
import {fitLine, type Line, longestThatFits, span} from '../drawing/line.js';
import {fitRight} from '../drawing/text.js';
import {useAppearance, useMonitor} from '../hooks/services.js';
import {levelRole, type Role} from '../theme/role.js';
import {cpuOfLimitPercent} from './cpu-of-limit.js';
import {countOf, type PanelDefinition} from './panel-definition.js';

const labelWidth = 8;
const percentWidth = 7;
const minAmountWidth = 20;

/** Draws the limits of the control group and their usage. A container can reach its limit on an idle host. */
export function drawLimits(
	reading: Reading<Limits>,
	width: number,
	height: number,
	appearance: Appearance,
): readonly Line[] {
	if (reading.state !== 'ok') {
		return [absentLine(reading)];
	}

	const {cpuLimitCores, cpuUsedCores, memoryLimitBytes, memoryUsedBytes, memoryUsedPercent, throttledPercent} =
		reading.value;
	const cpuPercent = cpuOfLimitPercent(reading.value);
	const cores = (value: number | undefined): string => (value === undefined ? absent : value.toFixed(2));
	const bytes = (value: number | undefined): string => (value === undefined ? absent : appearance.bytes(value));
	const ofLimit = (used: string, limit: string, isLimited: boolean): string =>
		isLimited ? `${used} of ${limit}` : `${used}, no limit`;
	const cpuAmount = ofLimit(cores(cpuUsedCores), `${cores(cpuLimitCores)} cores`, cpuLimitCores !== undefined);
	const memoryAmount = ofLimit(bytes(memoryUsedBytes), bytes(memoryLimitBytes), memoryLimitBytes !== undefined);
	const amountWidth = Math.max(minAmountWidth, cpuAmount.length, memoryAmount.length);
	const size = {width, amountWidth};
	return [
		limitLine('CPU', cpuPercent, cpuAmount, size, appearance),
		limitLine('Memory', memoryUsedPercent, memoryAmount, size, appearance),
		throttledLine(throttledPercent, width),
	]
		.slice(0, height)
		.map(line => fitLine(line, width));
}

type LimitSize = {readonly width: number; readonly amountWidth: number};

function limitLine(
	label: string,
	percent: number | undefined,
	amount: string,
	{width, amountWidth}: LimitSize,
	appearance: Appearance,
): Line {
	const share: Line = [
		span(
			fitRight(percent === undefined ? absent : formatPercent(percent), percentWidth),
			percent === undefined ? 'muted' : levelRole(percent),
		),
	];
	const name = span(label.padEnd(labelWidth), 'muted');
	const barWidth = Math.max(0, width - labelWidth - percentWidth - amountWidth - 2);
	return longestThatFits(
		[
			[name, ...bar(percent, barWidth, appearance.glyphs), ...share, span(`  ${amount}`, 'muted')],
			[name, ...bar(percent, width - labelWidth - percentWidth, appearance.glyphs), ...share],
			share,
		],
		width,
	);
}

function throttledLine(percent: number | undefined, width: number): Line {
	const name = span('throttled '.padEnd(labelWidth), 'muted');
	const role = percent === undefined ? 'muted' : throttledRole(percent);
	const text = percent === undefined ? absent : formatPercent(percent);
	return longestThatFits(
		[...(percent === undefined ? [] : [[name, span(`${text} of the periods`, role)]]), [name, span(text, role)]],
		width,
	);
}

/** Returns the role of the percentage of scheduler periods that were throttled. */
export function throttledRole(percent: number): Role {
	return percent < 1 ? 'muted' : percent < 25 ? 'warning' : 'critical';
}

function LimitsPanel(props: PanelProps) {
	const size = contentSize(props);
	const appearance = useAppearance();
	const reading = useMonitor(state => state.sample?.snapshot.readings.limits ?? pending);
	return <Panel {...props} lines={drawLimits(reading, size.width, size.height, appearance)} />;
}

export const limits: PanelDefinition = {
	title: 'Container',
	meaning: 'container limits and usage',
	collectors: ['limits'],
	count: sample =>
		countOf(sample, 'limits', 'present', ({cpuLimitCores, memoryLimitBytes}) =>
			cpuLimitCores === undefined && memoryLimitBytes === undefined ? undefined : 1,
		),
	rows: () => ({min: 2, ideal: 3, stretch: 0, importance: 6}),
	position: {row: 5, share: 8, wide: 'left', spare: 'left'},
	list: undefined,
	Component: memo(LimitsPanel),
};
