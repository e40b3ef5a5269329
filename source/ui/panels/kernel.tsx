import {memo} from 'react';
import {pending, type Reading} from '../../metrics/reading.js';
import type {KernelFiles} from '../../metrics/snapshot.js';
import {formatPercent} from '../../support/format.js';
import {Panel, type PanelProps} from '../boxes/panel.js';
import {absentLine} from '../drawing/absent.js';
import {bar} from '../drawing/bar.js';
import {innerWidth} from '../drawing/frame.js';
import type {Glyphs} from '../drawing/glyphs.js';
import {type Line, longestThatFits, span} from '../drawing/line.js';
import {fitRight} from '../drawing/text.js';
import {useAppearance, useMonitor} from '../hooks/services.js';
import type {Role} from '../theme/role.js';
import {countOf, type PanelDefinition} from './panel-definition.js';

const label = 'open files ';
const percentWidth = 6;

/** Draws open files, their limit and the usage. Parts that do not fit are left out; no number is cut. */
export function drawKernel(reading: Reading<KernelFiles>, width: number, glyphs: Glyphs): readonly Line[] {
	if (reading.state !== 'ok') {
		return [absentLine(reading)];
	}

	const {allocated, maximum, usedPercent} = reading.value;
	const name = span(label, 'muted');
	if (maximum === undefined || usedPercent === undefined) {
		const amount = span(String(allocated));
		return [longestThatFits([[name, amount, span(', no limit', 'muted')], [name, amount], [amount]], width)];
	}

	const share = span(fitRight(formatPercent(usedPercent), percentWidth), roleOf(usedPercent));
	const amount = `  ${allocated} of ${maximum}`;
	const barWidth = width - label.length - percentWidth;
	const barBeside = Math.max(0, barWidth - amount.length);
	return [
		longestThatFits(
			[
				[name, ...bar(usedPercent, barBeside, glyphs), share, span(amount, 'muted')],
				[name, ...bar(usedPercent, Math.max(0, barWidth), glyphs), share],
				[share],
			],
			width,
		),
	];
}

function roleOf(usedPercent: number): Role {
	if (usedPercent < 80) {
		return 'text';
	}

	return usedPercent < 95 ? 'warning' : 'critical';
}

function KernelPanel(props: PanelProps) {
	const {glyphs} = useAppearance();
	const reading = useMonitor(state => state.sample?.snapshot.readings.kernel_files ?? pending);
	return <Panel {...props} lines={drawKernel(reading, innerWidth(props.width), glyphs)} />;
}

export const kernel: PanelDefinition = {
	title: 'Kernel',
	meaning: 'open files, system-wide',
	collectors: ['kernel_files'],
	count: sample => countOf(sample, 'kernel_files', 'present'),
	rows: () => ({min: 1, ideal: 1, stretch: 0, importance: 12}),
	position: {row: 9, share: 5, wide: 'left', spare: 'right'},
	list: undefined,
	Component: memo(KernelPanel),
};
