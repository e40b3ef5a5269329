import {memo} from 'react';
import type {EventKind} from '../../metrics/model/events.js';
import {known, pending} from '../../metrics/reading.js';
import {absent, formatPercent} from '../../support/format.js';
import {Panel, type PanelProps} from '../boxes/panel.js';
import {absentLine} from '../drawing/absent.js';
import type {Appearance} from '../drawing/appearance.js';
import {bar} from '../drawing/bar.js';
import {graph} from '../drawing/graph.js';
import {joinSpans, type Line, longestThatFits, span} from '../drawing/line.js';
import {stackedGraph} from '../drawing/stacked-graph.js';
import {fitRight} from '../drawing/text.js';
import {
	graphMarks,
	pickCached,
	pickMemory,
	useGraphWindow,
	usePercentGuides,
	useSeries,
	useTimeAxis,
} from '../hooks/graph-window.js';
import {useAppearance, useMonitor} from '../hooks/services.js';
import {levelRole, type Role} from '../theme/role.js';
import {drawMemoryParts} from './memory-parts.js';
import type {MemoryContent} from './panel-contents.js';
import {contentArea, countOf, type PanelDefinition} from './panel-definition.js';
import {drawMemoryStrip} from './strips/memory.js';
import {stripColumns} from './strips/strip.js';
import {useWindowFigures} from './window-figures.js';

/** Width of the labels `RAM` and `Swap`. */
const labelWidthWithoutLimit = 5;
/** Width of the labels with `Limit`. */
const labelWidthWithLimit = 6;
const percentWidth = 7;
/** Rows of the graph from which it shows the cache, too. */
const minStackedRows = 3;
/** Spare rows below which the graph gets all of them. */
const minSpareRows = 4;

/** Draws memory and swap. Half of the remaining rows show what the memory contains, the other half the graph. */
export function drawMemory(
	{reading, paging, limitPercent, series, cachedSeries = [], marks, guides}: MemoryContent,
	width: number,
	height: number,
	appearance: Appearance,
): readonly Line[] {
	if (reading.state !== 'ok') {
		return [absentLine(reading)];
	}

	const {totalBytes, availableBytes, usedBytes, usedPercent, cachedBytes, swap} = reading.value;
	const labelWidth = limitPercent === undefined ? labelWidthWithoutLimit : labelWidthWithLimit;
	const swapLine =
		swap?.usedPercent === undefined
			? [span('Swap'.padEnd(labelWidth), 'muted'), span(swap ? 'none' : absent, 'muted')]
			: shareLine('Swap'.padEnd(labelWidth), swap.usedPercent, width, appearance);
	const usedRole = levelRole(usedPercent);
	const used = appearance.bytes(usedBytes);
	const available = appearance.bytes(availableBytes);
	const cached = cachedBytes === undefined ? undefined : appearance.bytes(cachedBytes);
	const amounts = longestThatFits(
		[
			[
				...amount(used, 'used', usedRole),
				...amount(available, 'avail'),
				...(cached === undefined ? [] : amount(cached, 'cached', 'memory')),
			],
			[...amount(used, 'used', usedRole), ...amount(available, 'avail')],
			[
				span(`${appearance.shortBytes(usedBytes)} `, usedRole),
				span('used  ', 'muted'),
				span(`${appearance.shortBytes(availableBytes)} `),
				span('avail', 'muted'),
			],
			[span(`${appearance.shortBytes(usedBytes)}/${appearance.shortBytes(totalBytes)}`, usedRole)],
		],
		width,
	);
	const swapAmounts: Line = swap
		? longestThatFits(
				[
					[
						...amount(appearance.bytes(swap.usedBytes), 'used'),
						...amount(appearance.bytes(swap.totalBytes - swap.usedBytes), 'free'),
					],
					[span(`${appearance.shortBytes(swap.usedBytes)}/${appearance.shortBytes(swap.totalBytes)}`)],
				],
				width,
			)
		: [];
	const fixed: readonly Line[] = [
		shareLine('RAM'.padEnd(labelWidth), usedPercent, width, appearance),
		...(limitPercent !== undefined && height >= 2
			? [shareLine('Limit'.padEnd(labelWidth), limitPercent, width, appearance)]
			: []),
		...(height >= 3 ? [amounts] : []),
		...(height >= (limitPercent === undefined ? 2 : 4) ? [swapLine] : []),
		...(height >= 8 && swap && swap.totalBytes > 0 ? [swapAmounts] : []),
	];
	const spareRows = Math.max(0, height - fixed.length);
	const maxRows = spareRows < minSpareRows ? 0 : Math.floor(spareRows / 2);
	const parts = drawMemoryParts(reading.value, paging, {width, maxRows}, appearance);
	const graphRows = spareRows - parts.length;
	return graphRows < 1
		? fixed.slice(0, height)
		: [
				...fixed,
				...parts,
				...(graphRows < minStackedRows
					? graph(series, {width, height: graphRows, max: 100, style: appearance.graphStyle, marks})
					: stackedGraph(series, cachedSeries, {
							width,
							height: graphRows,
							style: appearance.graphStyle,
							marks,
							guides,
						})),
			];
}

function shareLine(label: string, percent: number, width: number, appearance: Appearance): Line {
	const share = span(fitRight(formatPercent(percent), percentWidth), levelRole(percent));
	const room = width - label.length - percentWidth;
	return room < 0 ? [share] : [span(label, 'muted'), ...bar(percent, room, appearance.glyphs), share];
}

function amount(value: string, word: string, role: Role = 'text'): Line {
	return joinSpans([[span(fitRight(value, 9), role)], word === '' ? undefined : [span(word, 'muted')]], ' ');
}

const memoryEvents: ReadonlySet<EventKind> = new Set(['oom_kill', 'machine_check']);

function MemoryPanel(props: PanelProps) {
	const size = contentArea(props);
	const graphWidth = size.isStrip ? stripColumns(size.width).graph : size.width;
	const appearance = useAppearance();
	const readings = useMonitor(state => state.sample?.snapshot.readings);
	const memory = readings?.memory ?? pending;
	const paging = known(readings?.paging);
	const limitPercent = known(readings?.limits)?.memoryUsedPercent;
	const window = useGraphWindow();
	const series = useSeries(window, pickMemory, graphWidth);
	const cachedSeries = useSeries(window, pickCached, size.isStrip ? 0 : graphWidth);
	const marks = graphMarks(window, graphWidth, {kinds: memoryEvents, path: 'memory.'});
	const guides = usePercentGuides(window, 'memory.percentage');
	const axis = useTimeAxis(window, size.width, size.height);
	const total = known(memory)?.totalBytes;
	const content = {reading: memory, paging, limitPercent, series, cachedSeries, marks, guides};
	return (
		<Panel
			{...props}
			detail={[span(total === undefined ? absent : appearance.bytes(total), 'muted')]}
			extra={useWindowFigures(size.isStrip ? undefined : pickMemory)}
			axis={axis}
			lines={
				size.isStrip
					? drawMemoryStrip(content, size, appearance)
					: drawMemory(content, size.width, size.height, appearance)
			}
		/>
	);
}

export const memory: PanelDefinition = {
	title: 'Memory',
	meaning: 'memory and swap',
	collectors: ['memory', 'paging'],
	// The second one is the swap.
	count: sample => countOf(sample, 'memory', 'always', ({swap}) => (swap?.totalBytes ? 2 : 1)),
	rows: () => ({min: 2, comfort: 4, ideal: 5, stretch: 2, importance: 2}),
	position: {row: 1, share: 5, wide: 'top', spare: 'left'},
	list: undefined,
	graph: {left: 0, rows: () => 0},
	Component: memo(MemoryPanel),
};
