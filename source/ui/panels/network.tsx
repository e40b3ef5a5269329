import {memo} from 'react';
import type {Sample} from '../../core/sample.js';
import type {EventKind} from '../../metrics/model/events.js';
import {known, pending, type Reading} from '../../metrics/reading.js';
import type {Network, NetworkInterface, Sockets} from '../../metrics/snapshot.js';
import {maxNotableInterfaces} from '../../metrics/values/notable-interfaces.js';
import {absent, formatRate, formatShortRate} from '../../support/format.js';
import {Panel, type PanelProps} from '../boxes/panel.js';
import {absentLine} from '../drawing/absent.js';
import type {Appearance} from '../drawing/appearance.js';
import type {GraphMarks} from '../drawing/event-marks.js';
import type {Glyphs} from '../drawing/glyphs.js';
import {graph, type Series} from '../drawing/graph.js';
import {joinSpans, type Line, longestThatFits, span} from '../drawing/line.js';
import {printable} from '../drawing/printable.js';
import {fitRight} from '../drawing/text.js';
import {graphMarks, pickReceive, pickSend, useGraphWindow, useSeries, useTimeAxis} from '../hooks/graph-window.js';
import {useAppearance, useMonitor} from '../hooks/services.js';
import {highest, type List, useList, windowOf} from '../hooks/use-list.js';
import type {Role} from '../theme/role.js';
import {faults, formatLink, interfaceLine} from './interface-row.js';
import type {NetworkContent} from './panel-contents.js';
import {type ContentArea, contentArea, countOf, type PanelDefinition, type Size} from './panel-definition.js';
import {drawSockets, socketTrouble} from './socket-lines.js';
import {drawNetworkStrip} from './strips/network.js';
import {stripColumns} from './strips/strip.js';
import {networkScale} from './traffic-scale.js';
import {busierRate, uncountedInterface} from './uncounted-interface.js';

/** ` 1.2 MB/s ` */
const rateWidth = 10;
/** Minimum size of the content at which the only interface has a row: there it says more than the totals. */
const minSizeOfOnly: Size = {width: 75, height: 6};

/** Divides the rows below the totals, each of which takes at least one, between interfaces and sockets. */
function rowsFor(
	interfaces: number,
	sockets: Sockets | undefined,
	{width, height}: Size,
): {readonly interfaces: number; readonly sockets: number} {
	const spare = Math.max(0, height - 2);
	const isListed =
		interfaces > 1 || (interfaces === 1 && width >= minSizeOfOnly.width && height >= minSizeOfOnly.height);
	const wanted = spare >= 10 ? 4 : !isListed || spare >= 2 || socketTrouble(sockets) ? 1 : 0;
	const socketRows = sockets ? Math.min(spare, wanted) : 0;
	return {interfaces: isListed ? spare - socketRows : 0, sockets: socketRows};
}

/** Draws both directions of the total with graphs, a row per network interface, and the sockets. */
export function drawNetwork(
	{reading, interfaces, sockets, receive, send, marks}: NetworkContent,
	width: number,
	height: number,
	appearance: Appearance,
): readonly Line[] {
	if (reading.state !== 'ok') {
		return [absentLine(reading)];
	}

	const {receiveBytesPerSecond, sendBytesPerSecond} = reading.value;
	const rows = rowsFor(reading.value.interfaces.length, sockets, {width, height});
	const interfaceRowCount = Math.min(interfaces.length, rows.interfaces);
	const socketLines = sockets ? drawSockets(sockets, width, rows.sockets) : [];
	const graphHeight = height - interfaceRowCount - socketLines.length;
	const graphRows = Math.max(1, Math.floor(graphHeight / 2));
	const directions = [
		...direction(
			appearance.glyphs.down,
			receiveBytesPerSecond,
			receive,
			'receive',
			{width, rows: graphRows, marks},
			appearance,
		),
		...(height >= 2
			? direction(
					appearance.glyphs.up,
					sendBytesPerSecond,
					send,
					'send',
					{width, rows: Math.max(1, graphHeight - graphRows)},
					appearance,
				)
			: []),
	];
	return [
		...directions,
		...interfaces
			.slice(0, interfaceRowCount)
			.map(networkInterface => interfaceLine(networkInterface, width, appearance)),
		...socketLines,
	].slice(0, height);
}

function direction(
	sign: string,
	rate: number | undefined,
	series: Series,
	role: Role,
	{width, rows, marks}: {readonly width: number; readonly rows: number; readonly marks?: GraphMarks | undefined},
	appearance: Appearance,
): readonly Line[] {
	const labelWidth = sign.length + rateWidth + 1;
	const {atMost} = appearance.glyphs;
	const max = networkScale(series);
	const lines = graph(series, {
		width: Math.max(0, width - labelWidth),
		height: rows,
		max,
		style: appearance.graphStyle,
		role,
		marks,
		scale: rows === 1 ? [`${atMost}${formatRate(max)}`, `${atMost}${formatShortRate(max)}`] : [],
	});
	const scale = rows >= 2 ? `${atMost}${formatRate(max)}` : '';
	return lines.map((line, row): Line => {
		if (row === 0) {
			return [
				span(sign, role),
				span(`${fitRight(rate === undefined ? absent : formatRate(rate), rateWidth)} `, rate ? role : 'muted'),
				...line,
			];
		}

		return [span(`${fitRight(row === 1 ? scale : '', labelWidth - 1)} `, 'muted'), ...line];
	});
}

/**
Returns the network interfaces with errors, then those with the highest rate, then those with the most traffic in total.
*/
function mostRelevant(interfaces: readonly NetworkInterface[], room: number): readonly NetworkInterface[] {
	return highest(
		interfaces,
		room,
		networkInterface =>
			(networkInterface.errorsPerSecond ?? 0) * 1e12 +
			(networkInterface.receiveBytesPerSecond ?? 0) +
			(networkInterface.sendBytesPerSecond ?? 0) +
			(networkInterface.receivedBytes + networkInterface.sentBytes) / 1e15,
	);
}

/**
Returns the first of these that fits beside the title: a busy interface that is not in the totals, trouble of sockets, the
name of the only interface or their number. What has a row in the panel is not repeated.
*/
function networkDetail(network: Network | undefined, sockets: Sockets | undefined, size: Size, glyphs: Glyphs): Line {
	const {interfaces = []} = network ?? {};
	const [first, second] = interfaces;
	if (!network || !first) {
		return [];
	}

	const rows = rowsFor(interfaces.length, sockets, size);
	const uncounted = rows.interfaces > 0 ? undefined : uncountedInterface(network);
	const trouble = rows.sockets > 0 ? undefined : socketTrouble(sockets);
	const speed = first.linkMbps === undefined ? '' : ` ${formatLink(first.linkMbps)}`;
	const usual = second
		? [span(`${interfaces.length} interfaces`, 'muted')]
		: joinSpans([faults(first), [span(`${printable(first.name)}${speed}`, 'muted')]], ` ${glyphs.separator} `);
	const busy = uncounted && [
		span(`${printable(uncounted.name)} `, 'muted'),
		span(formatRate(busierRate(uncounted)), 'text'),
	];
	return longestThatFits(
		[
			joinSpans([trouble, busy ?? usual], ` ${glyphs.separator} `),
			...[busy, trouble, usual].filter(line => line !== undefined),
			[],
		],
		size.width - titleWidth,
	);
}

/** Width of the title and of the corners of the frame, beyond that of the content. */
const titleWidth = 'Network'.length + 5;

const networkEvents: ReadonlySet<EventKind> = new Set(['link_down', 'link_up', 'conntrack_full', 'syn_flood']);

function NetworkPanel(props: PanelProps) {
	const size = contentArea(props);
	const {isFocused} = props;
	const appearance = useAppearance();
	const sample = useMonitor(state => state.sample);
	const reading = selectNetwork({sample});
	const sockets = selectSockets({sample});
	const window = useGraphWindow();
	const graphWidth = size.isStrip
		? Math.floor(stripColumns(size.width).graph / 2)
		: Math.max(0, size.width - rateWidth - 2);
	const receive = useSeries(window, pickReceive, graphWidth);
	const marks = graphMarks(window, graphWidth, {kinds: networkEvents, path: 'network'});
	const send = useSeries(window, pickSend, graphWidth);
	const axis = useTimeAxis(window, graphWidth, known(reading)?.interfaces.length === 1 ? size.height : 0);
	const list = interfaceList(reading, sockets, size);
	const {rows: interfaces, note} = useList('network', list, isFocused, mostRelevant);
	const hasRows = list.room > 0;
	const detail = networkDetail(known(reading), sockets, size, appearance.glyphs);
	const content = {reading, interfaces, sockets, receive, send, marks};
	return (
		<Panel
			{...props}
			note={hasRows ? note : undefined}
			detail={hasRows && note !== undefined ? [] : detail}
			axis={axis}
			lines={
				size.isStrip
					? drawNetworkStrip(content, size, appearance)
					: drawNetwork(content, size.width, size.height, appearance)
			}
		/>
	);
}

const noInterfaces: readonly NetworkInterface[] = [];

/** Returns the list of network interfaces. Without room there is none, because the title describes them. */
function interfaceList(
	reading: Reading<Network>,
	sockets: Sockets | undefined,
	size: ContentArea,
): List<NetworkInterface> {
	const interfaces = known(reading)?.interfaces ?? noInterfaces;
	const room = size.isStrip ? size.height - 1 : rowsFor(interfaces.length, sockets, size).interfaces;
	return {
		rows: interfaces.length < 2 && room < 1 ? noInterfaces : interfaces,
		keyOf: ({name}) => name,
		room,
	};
}

function selectNetwork(state: {readonly sample: Sample | undefined}): Reading<Network> {
	return state.sample?.snapshot.readings.network ?? pending;
}

function selectSockets({sample}: {readonly sample: Sample | undefined}): Sockets | undefined {
	return sample && known(sample.snapshot.readings.sockets);
}

/**
Returns the number of interfaces for the layout, without those that are listed only while they are busy: they come and go,
and would take rows from the process list.
*/
function steadyCount({interfaces}: Network): number {
	const physical = interfaces.filter(({isPhysical}) => isPhysical).length;
	return physical > 0 && interfaces.length - physical <= maxNotableInterfaces ? physical : interfaces.length;
}

export const network: PanelDefinition = {
	title: 'Network',
	meaning: 'network traffic and sockets',
	collectors: ['network', 'sockets'],
	count: sample => countOf(sample, 'network', 'always', steadyCount),
	rows: (interfaces, {isWide}) => ({
		min: 2,
		comfort: (isWide ? 5 : 2) + (interfaces > 1 ? Math.min(3, interfaces) : 0),
		ideal: (interfaces > 1 ? 4 + Math.min(6, interfaces) : isWide ? 4 : 2) + (isWide ? 1 : 0),
		stretch: isWide ? 3 : 1,
		importance: 4,
	}),
	position: {row: 2, share: 5, wide: 'far', spare: 'right'},
	list: (state, size) => windowOf(interfaceList(selectNetwork(state), selectSockets(state), size)),
	Component: memo(NetworkPanel),
};
