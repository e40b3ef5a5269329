import {memo} from 'react';
import {pending, type Reading} from '../../metrics/reading.js';
import type {KernelFiles} from '../../metrics/snapshot.js';
import {formatPercent} from '../../support/format.js';
import {Panel, type PanelProps} from '../boxes/panel.js';
import {absentLine} from '../drawing/absent.js';
import {innerWidth} from '../drawing/frame.js';
import {fitLine, type Line, span} from '../drawing/line.js';
import {useMonitor} from '../hooks/services.js';
import type {Role} from '../theme/role.js';
import {countOf, type PanelDefinition} from './panel-definition.js';

/** Open files, of how many, and their share. */
export function drawKernel(reading: Reading<KernelFiles>, width: number): readonly Line[] {
	if (reading.state !== 'ok') {
		return [absentLine(reading)];
	}

	const {allocated, maximum, usedPercent} = reading.value;
	const line = [
		span('open files ', 'muted'),
		span(String(allocated)),
		span(maximum === undefined ? ' no limit' : ` of ${maximum}`, 'muted'),
		...(usedPercent === undefined ? [] : [span(` ${formatPercent(usedPercent)}`, roleOf(usedPercent))]),
	];
	return [fitLine(line, width)];
}

function roleOf(usedPercent: number): Role {
	if (usedPercent < 80) {
		return 'text';
	}

	return usedPercent < 95 ? 'warning' : 'critical';
}

function KernelPanel(props: PanelProps) {
	const reading = useMonitor(state => state.sample?.snapshot.readings.kernel_files ?? pending);
	return <Panel {...props} lines={drawKernel(reading, innerWidth(props.width))} />;
}

export const kernel: PanelDefinition = {
	title: 'Kernel',
	meaning: 'open files of all processes',
	collectors: ['kernel_files'],
	count: sample => countOf(sample, 'kernel_files', 'present'),
	rows: () => ({least: 1, ideal: 1, stretch: 0, importance: 12}),
	position: {row: 9, share: 5, wide: 'left', spare: 'right'},
	list: undefined,
	Component: memo(KernelPanel),
};
