import type {Network} from '../../../metrics/snapshot.js';
import {absent, formatRate, formatShortRate} from '../../../support/format.js';
import {absentLine} from '../../drawing/absent.js';
import type {Appearance} from '../../drawing/appearance.js';
import {graph} from '../../drawing/graph.js';
import {joinSpans, type Line, lineWidth, longestThatFits, space, span, spread} from '../../drawing/line.js';
import {printable} from '../../drawing/printable.js';
import {fitRight} from '../../drawing/text.js';
import {faults, interfaceLine} from '../interface-row.js';
import type {NetworkContent} from '../panel-contents.js';
import type {Size} from '../panel-definition.js';
import {socketTrouble} from '../socket-lines.js';
import {networkScale} from '../traffic-scale.js';
import {busierRate, uncountedInterface} from '../uncounted-interface.js';
import {labelWidth, leftWidth, stripColumns, stripText, textStart, withGraph} from './strip.js';

/**
Draws both directions with a graph each and their scales; in further rows the interfaces. The number of hidden ones is beside the
last row.
*/
export function drawNetworkStrip(
	{reading, interfaces, sockets, receive, send, marks}: NetworkContent,
	{width, height}: Size,
	appearance: Appearance,
): readonly Line[] {
	const columns = stripColumns(width);
	if (reading.state !== 'ok') {
		return [stripText('NET', () => absentLine(reading), columns)];
	}

	const {glyphs} = appearance;
	const {receiveBytesPerSecond, sendBytesPerSecond} = reading.value;
	const rates = (format: (rate: number) => string, rateWidth: number): Line => {
		const rate = (value: number | undefined) => span(fitRight(value === undefined ? absent : format(value), rateWidth));
		return [
			span(glyphs.down, 'receive'),
			rate(receiveBytesPerSecond),
			span(`  ${glyphs.up}`, 'send'),
			rate(sendBytesPerSecond),
		];
	};
	const scales: Line =
		columns.graph === 0
			? []
			: [
					span(
						`${glyphs.down}${glyphs.atMost}${formatShortRate(networkScale(receive))} ${glyphs.up}${glyphs.atMost}${formatShortRate(networkScale(send))}`,
						'muted',
					),
				];
	const trouble = socketTrouble(sockets);
	const note = noteOf(reading.value, trouble, height);
	// Notes begin below the text of the other strips, where there is room.
	const start = Math.max(textStart(columns), lineWidth(rates(formatShortRate, 5)) + 2);
	const text = (room: number): Line => {
		const short = rates(formatShortRate, 5);
		const long = rates(formatRate, 9);
		const figures = lineWidth(long) < start || columns.text === 0 ? long : short;
		const padded = [...figures, space(start - lineWidth(figures))];
		const withScales = (left: Line): Line =>
			spread(left, scales, Math.max(room, lineWidth(left) + lineWidth(scales) + 1));
		return longestThatFits(
			[
				...note.map(one => withScales([...padded, ...one])),
				...(trouble
					? [
							[...padded, ...trouble],
							[...short, span('  '), ...trouble],
						]
					: []),
				withScales(padded),
				...(columns.text > 0 ? note.map(one => [...padded, ...one]) : []),
				long,
				short,
			],
			room,
		);
	};
	const inner = leftWidth(columns) - labelWidth;
	const shown = interfaces.slice(0, height - 1);
	const hidden = reading.value.interfaces.length - shown.length;
	const lines = [
		stripText('NET', text, columns),
		...shown.map((one, index) => [
			span((index === shown.length - 1 && hidden > 0 ? `+${hidden}` : '').padEnd(labelWidth), 'muted'),
			...interfaceLine(one, inner, appearance),
		]),
	];
	const half = Math.floor((columns.graph - 1) / 2);
	const draw = (series: typeof receive, role: 'receive' | 'send', graphWidth: number): readonly Line[] =>
		graph(series, {
			width: Math.max(0, graphWidth),
			height,
			max: networkScale(series),
			style: appearance.graphStyle,
			role,
			marks: role === 'receive' ? marks : undefined,
		});
	const left = draw(receive, 'receive', half);
	const right = draw(send, 'send', columns.graph - half - 1);
	return withGraph(
		lines,
		left.map((line, row) => [...line, space(1), ...(right[row] ?? [])]),
		columns,
	);
}

/** Returns what is worth a place beside the rates, from long to short: a busy interface, trouble, the only interface. */
function noteOf(network: Network, trouble: Line | undefined, height: number): readonly Line[] {
	const {interfaces} = network;
	const [first, second] = interfaces;
	if (!first || height > 1) {
		return trouble ? [trouble] : [];
	}

	const uncounted = uncountedInterface(network);
	const busy: Line | undefined = uncounted && [
		span(`${printable(uncounted.name)} `, 'muted'),
		span(formatRate(busierRate(uncounted))),
	];
	const usual: Line = second
		? [span(`${interfaces.length} interfaces`, 'muted')]
		: joinSpans([faults(first), [span(printable(first.name), 'muted')]], '  ');
	return trouble
		? [joinSpans([trouble, busy ?? usual], '  '), trouble]
		: [busy, usual].filter(line => line !== undefined);
}
