import {memo} from 'react';
import type {Sample} from '../../core/sample.js';
import {known, pending, type Reading} from '../../metrics/reading.js';
import type {Network, NetworkInterface} from '../../metrics/snapshot.js';
import {absent, formatRate} from '../../support/format.js';
import {Panel, type PanelProps} from '../boxes/panel.js';
import {absentLine} from '../drawing/absent.js';
import type {Appearance} from '../drawing/appearance.js';
import {innerHeight, innerWidth} from '../drawing/frame.js';
import {graph, type Series} from '../drawing/graph.js';
import {joinSpans, type Line, span} from '../drawing/line.js';
import {printable} from '../drawing/printable.js';
import {maximum, niceCeiling} from '../drawing/series.js';
import {fitRight} from '../drawing/text.js';
import {pickReceive, pickSend, useSeries, useTimeAxis} from '../hooks/graph-window.js';
import {useAppearance, useMonitor} from '../hooks/services.js';
import {highest, type List, useList, windowOf} from '../hooks/use-list.js';
import type {Role} from '../theme/role.js';
import {faults, formatLink, interfaceLine} from './interface-row.js';
import {countOf, type PanelDefinition} from './panel-definition.js';

/** ` 1.2 MB/s ` */
const rateWidth = 10;
/** Minimum scale of the graphs, so that little traffic looks little. */
const minScale = 10_000;

export type NetworkContent = {
	readonly reading: Reading<Network>;
	/** Visible network interfaces. */
	readonly interfaces: readonly NetworkInterface[];
	readonly receive: Series;
	readonly send: Series;
};

/** Returns the rows for network interfaces. The total of each direction takes a row. */
function interfaceRows(height: number): number {
	return Math.max(0, height - 2);
}

/** Draws both directions of the total with graphs, and a row per network interface if there are several. */
export function drawNetwork(
	{reading, interfaces, receive, send}: NetworkContent,
	width: number,
	height: number,
	appearance: Appearance,
): readonly Line[] {
	if (reading.state !== 'ok') {
		return [absentLine(reading)];
	}

	const {receiveBytesPerSecond, sendBytesPerSecond} = reading.value;
	const interfaceRowCount = Math.min(interfaces.length, interfaceRows(height));
	const graphRows = Math.max(1, Math.floor((height - interfaceRowCount) / 2));
	const directions = [
		...direction(
			appearance.glyphs.down,
			receiveBytesPerSecond,
			receive,
			'receive',
			{width, rows: graphRows},
			appearance,
		),
		...(height >= 2
			? direction(
					appearance.glyphs.up,
					sendBytesPerSecond,
					send,
					'send',
					{width, rows: Math.max(1, height - interfaceRowCount - graphRows)},
					appearance,
				)
			: []),
	];
	return [
		...directions,
		...interfaces
			.slice(0, interfaceRowCount)
			.map(networkInterface => interfaceLine(networkInterface, width, appearance)),
	].slice(0, height);
}

function direction(
	sign: string,
	rate: number | undefined,
	series: Series,
	role: Role,
	{width, rows}: {readonly width: number; readonly rows: number},
	appearance: Appearance,
): readonly Line[] {
	const labelWidth = sign.length + rateWidth + 1;
	const max = niceCeiling(maximum(series) ?? 0, minScale);
	const lines = graph(series, {
		width: Math.max(0, width - labelWidth),
		height: rows,
		max,
		style: appearance.graphStyle,
		role,
	});
	const scale = rows >= 3 ? `${appearance.glyphs.atMost}${formatRate(max)}` : '';
	return lines.map((line, row): Line => {
		if (row === 0) {
			return [
				span(sign, role),
				span(`${fitRight(rate === undefined ? absent : formatRate(rate), rateWidth)} `),
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

/** Returns the name of the only network interface, or their number. */
function networkDetail(network: Network | undefined, separator: string): Line {
	const [first, second] = network?.interfaces ?? [];
	if (!network || !first) {
		return [];
	}

	if (second) {
		return [span(`${network.interfaces.length} interfaces`, 'muted')];
	}

	const speed = first.linkMbps === undefined ? '' : ` ${formatLink(first.linkMbps)}`;
	return joinSpans([faults(first), [span(`${printable(first.name)}${speed}`, 'muted')]], ` ${separator} `);
}

function NetworkPanel(props: PanelProps) {
	const {width, height, isFocused} = props;
	const appearance = useAppearance();
	const reading = useMonitor(selectNetwork);
	const graphWidth = Math.max(0, innerWidth(width) - rateWidth - 2);
	const receive = useSeries(pickReceive, graphWidth);
	const send = useSeries(pickSend, graphWidth);
	const axis = useTimeAxis(graphWidth, known(reading)?.interfaces.length === 1 ? innerHeight(height) : 0);
	const list = interfaceList(reading, innerHeight(height));
	const {rows: interfaces, note} = useList('network', list, isFocused, mostRelevant);
	return (
		<Panel
			{...props}
			note={note}
			detail={note === undefined ? networkDetail(known(reading), appearance.glyphs.separator) : []}
			axis={axis}
			lines={drawNetwork({reading, interfaces, receive, send}, innerWidth(width), innerHeight(height), appearance)}
		/>
	);
}

const noInterfaces: readonly NetworkInterface[] = [];

/** Returns the list of network interfaces; empty when there is only one, which equals the total. */
function interfaceList(reading: Reading<Network>, height: number): List<NetworkInterface> {
	const interfaces = known(reading)?.interfaces ?? noInterfaces;
	return {
		rows: interfaces.length < 2 ? noInterfaces : interfaces,
		keyOf: ({name}) => name,
		room: interfaceRows(height),
	};
}

function selectNetwork(state: {readonly sample: Sample | undefined}): Reading<Network> {
	return state.sample?.snapshot.readings.network ?? pending;
}

export const network: PanelDefinition = {
	title: 'Network',
	meaning: 'network interface traffic',
	collectors: ['network'],
	count: sample => countOf(sample, 'network', 'always', ({interfaces}) => interfaces.length),
	rows: (interfaces, {isWide}) => ({
		min: 2,
		comfort: interfaces > 1 ? 2 + Math.min(3, interfaces) : 2,
		ideal: interfaces > 1 ? 4 + Math.min(6, interfaces) : 2,
		stretch: isWide ? 3 : 1,
		importance: 4,
	}),
	position: {row: 2, share: 5, wide: 'left', spare: 'right'},
	list: (state, {height}) => windowOf(interfaceList(selectNetwork(state), height)),
	Component: memo(NetworkPanel),
};
