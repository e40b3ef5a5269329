import {formatPercent} from '../../../support/format.js';
import {absentLine} from '../../drawing/absent.js';
import type {Appearance} from '../../drawing/appearance.js';
import {graph} from '../../drawing/graph.js';
import {joinSpans, type Line, longestThatFits, span} from '../../drawing/line.js';
import {levelRole} from '../../theme/role.js';
import {drawMemoryParts} from '../memory-parts.js';
import type {MemoryContent} from '../panel-contents.js';
import type {Size} from '../panel-definition.js';
import {labelWidth, leftWidth, stripColumns, stripLine, stripText, withGraph} from './strip.js';

/** Draws memory and graph; in a second row the swap, or without any what the memory contains. */
export function drawMemoryStrip(
	{reading, paging, limitPercent, series, marks}: MemoryContent,
	{width, height}: Size,
	appearance: Appearance,
): readonly Line[] {
	const columns = stripColumns(width);
	if (reading.state !== 'ok') {
		return [stripText('MEM', () => absentLine(reading), columns)];
	}

	const {shortBytes} = appearance;
	const {totalBytes, availableBytes, usedBytes, usedPercent, swap} = reading.value;
	const amount = (value: string, word: string): Line => [span(value), span(` ${word}`, 'muted')];
	const available = amount(shortBytes(availableBytes), 'avail');
	const used = amount(`${shortBytes(usedBytes)}/${shortBytes(totalBytes)}`, 'used');
	const share = (word: string, percent: number | undefined): Line =>
		percent === undefined ? [] : [span(`${word} `, 'muted'), span(formatPercent(percent), levelRole(percent))];
	const limit = share('limit', limitPercent);
	// A second row has the swap.
	const swapShare = height < 2 ? share('swap', swap?.usedPercent) : [];
	const text = (room: number): Line =>
		longestThatFits(
			[
				[limit, available, swapShare, used],
				[limit, swapShare, used],
				[limit, swapShare, available],
				[limit, swapShare],
				[limit, available],
				[limit],
			].map(parts => joinSpans(parts, '  ')),
			room,
		);
	const second = (): Line => {
		if (swap?.usedPercent !== undefined) {
			const amounts = amount(`${shortBytes(swap.usedBytes)}/${shortBytes(swap.totalBytes)}`, 'used');
			return stripLine('SWP', swap.usedPercent, {columns, appearance}, room => longestThatFits([amounts, []], room));
		}

		const room = leftWidth(columns) - labelWidth;
		const [parts = []] = drawMemoryParts(reading.value, paging, {width: room, maxRows: 1}, appearance);
		return stripText('', () => parts, columns);
	};
	const lines = [stripLine('MEM', usedPercent, {columns, appearance}, text), ...(height >= 2 ? [second()] : [])];
	const drawn = graph(series, {
		width: columns.graph,
		height,
		max: 100,
		style: appearance.graphStyle,
		marks,
	});
	return withGraph(lines, drawn, columns);
}
