import {memo} from 'react';
import {pending, type Reading} from '../../metrics/reading.js';
import type {Pressure, ResourcePressure} from '../../metrics/snapshot.js';
import {absent, formatPercent} from '../../support/format.js';
import {Panel, type PanelProps} from '../boxes/panel.js';
import {absentLine} from '../drawing/absent.js';
import {bar} from '../drawing/bar.js';
import {contentSize} from '../drawing/border.js';
import type {Glyphs} from '../drawing/glyphs.js';
import {fitLine, type Line, span} from '../drawing/line.js';
import {fitRight} from '../drawing/text.js';
import {useAppearance, useMonitor} from '../hooks/services.js';
import type {Role} from '../theme/role.js';
import {countOf, type PanelDefinition} from './panel-definition.js';

const labelWidth = 8;
const columnWidth = 8;
/** Columns in order of importance; those that do not fit are dropped from the end. */
const titles = ['10 s', '1 min', '5 min', 'full'];

/**
Draws the share of time in which some tasks stalled on each resource, over 10 s, 1 min and 5 min, and in which all tasks
did, over 10 s.
*/
export function drawPressure(
	reading: Reading<Pressure>,
	width: number,
	height: number,
	glyphs: Glyphs,
): readonly Line[] {
	if (reading.state !== 'ok') {
		return [absentLine(reading)];
	}

	const {cpu, memory, io, irq} = reading.value;
	const count = Math.max(1, Math.min(titles.length, Math.floor((width - labelWidth) / columnWidth)));
	const barWidth = Math.max(0, width - labelWidth - count * columnWidth);
	const head = fitLine(
		[
			span('stalled'.padEnd(labelWidth + barWidth), 'muted'),
			...titles.slice(0, count).map(title => span(fitRight(title, columnWidth), 'muted')),
		],
		width,
	);
	const size = {barWidth, count};
	const rows = [
		pressureLine('CPU', cpu, size, glyphs),
		pressureLine('Memory', memory, size, glyphs),
		pressureLine('I/O', io, size, glyphs),
		// Interrupts stall all tasks of a processor.
		...(irq ? [pressureLine('IRQ', {some: irq.full, full: irq.full}, size, glyphs)] : []),
	];
	return [...(height > rows.length ? [head] : []), ...rows].slice(0, height).map(line => fitLine(line, width));
}

/** Stalling is worse than high usage: 10 % of the time is noticeable. */
function stallRole(percent: number | undefined): Role {
	if (percent === undefined || percent < 1) {
		return 'muted';
	}

	return percent < 10 ? 'level1' : percent < 40 ? 'warning' : 'critical';
}

type LineSize = {readonly barWidth: number; readonly count: number};

function pressureLine(
	label: string,
	pressure: ResourcePressure | undefined,
	{barWidth, count}: LineSize,
	glyphs: Glyphs,
): Line {
	const figure = (percent: number | undefined) =>
		span(fitRight(percent === undefined ? absent : formatPercent(percent), columnWidth), stallRole(percent));
	return [
		span(label.padEnd(labelWidth), 'muted'),
		...bar(pressure?.some.avg10, barWidth, glyphs, stallRole(pressure?.some.avg10)),
		...[pressure?.some.avg10, pressure?.some.avg60, pressure?.some.avg300, pressure?.full?.avg10]
			.slice(0, count)
			.map(figure),
	];
}

function PressurePanel(props: PanelProps) {
	const size = contentSize(props);
	const {glyphs} = useAppearance();
	const reading = useMonitor(state => state.sample?.snapshot.readings.pressure ?? pending);
	return <Panel {...props} lines={drawPressure(reading, size.width, size.height, glyphs)} />;
}

export const pressure: PanelDefinition = {
	title: 'Pressure',
	meaning: 'pressure stall information',
	collectors: ['pressure'],
	count: sample => countOf(sample, 'pressure', 'present', ({irq}) => (irq ? 4 : 3)),
	rows: count => ({min: count + 1, ideal: count + 1, stretch: 0, importance: 8}),
	position: {row: 8, share: 8, wide: 'left', spare: 'right'},
	list: undefined,
	Component: memo(PressurePanel),
};
