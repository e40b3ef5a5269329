import {absent, formatRate} from '../../format.js';
import {known, pending, type Reading} from '../../metrics/reading.js';
import type {Network, NetworkInterface} from '../../metrics/snapshot.js';
import type {Sample} from '../../sample.js';
import {absentLine} from '../drawing/absent.js';
import {innerHeight, innerWidth} from '../drawing/frame.js';
import {graph, type Series} from '../drawing/graph.js';
import {fitLine, type Line, span} from '../drawing/line.js';
import {maximum, niceCeiling} from '../drawing/series.js';
import {fit, fitRight, printable} from '../drawing/text.js';
import {pickReceive, pickSend, useSeries, useTimeAxis} from '../graph-window.js';
import {type Look, useLook} from '../look.js';
import {useMonitor} from '../store-context.js';
import type {Role} from '../theme/role.js';
import {Panel, type PanelSize} from './panel.js';

/** ` 1.2 MB/s ` */
const rateWidth = 10;
/** The scale of the graphs never sinks below this, so that a trickle does not look like a flood. */
const leastScale = 10_000;

export type NetworkContent = {
	readonly reading: Reading<Network>;
	readonly receive: Series;
	readonly send: Series;
};

/** Both directions of the total with their graphs, and below a row for each interface if there are several. */
export function drawNetwork(
	{reading, receive, send}: NetworkContent,
	width: number,
	height: number,
	look: Look,
): readonly Line[] {
	if (reading.state !== 'ok') {
		return [absentLine(reading)];
	}

	const {interfaces, receiveBytesPerSecond, sendBytesPerSecond} = reading.value;
	const faceRows = interfaces.length < 2 ? 0 : Math.min(interfaces.length, Math.max(0, height - 2));
	const graphRows = Math.max(1, Math.floor((height - faceRows) / 2));
	const directions = [
		...direction(look.glyphs.down, receiveBytesPerSecond, receive, 'receive', {width, rows: graphRows}, look),
		...(height >= 2
			? direction(
					look.glyphs.up,
					sendBytesPerSecond,
					send,
					'send',
					{width, rows: Math.max(1, height - faceRows - graphRows)},
					look,
				)
			: []),
	];
	return [...directions, ...busiest(interfaces, faceRows).map(face => faceLine(face, width, look))].slice(0, height);
}

function direction(
	sign: string,
	rate: number | undefined,
	series: Series,
	role: Role,
	{width, rows}: {readonly width: number; readonly rows: number},
	look: Look,
): readonly Line[] {
	const labelWidth = sign.length + rateWidth + 1;
	const max = niceCeiling(maximum(series) ?? 0, leastScale);
	const lines = graph(series, {
		width: Math.max(0, width - labelWidth),
		height: rows,
		max,
		style: look.graphStyle,
		role,
	});
	const scale = rows >= 3 ? `${look.glyphs.atMost}${formatRate(max)}` : '';
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

function busiest(interfaces: readonly NetworkInterface[], room: number): readonly NetworkInterface[] {
	if (interfaces.length <= room) {
		return interfaces;
	}

	const traffic = (face: NetworkInterface): number =>
		(face.receiveBytesPerSecond ?? 0) + (face.sendBytesPerSecond ?? 0) + face.receivedBytes / 1e12;
	const kept = new Set([...interfaces].sort((a, b) => traffic(b) - traffic(a)).slice(0, room));
	return interfaces.filter(face => kept.has(face));
}

function faceLine(face: NetworkInterface, width: number, look: Look): Line {
	const rate = (value: number | undefined): string =>
		fitRight(value === undefined ? absent : formatRate(value), rateWidth);
	const nameWidth = Math.max(4, Math.min(15, width - 2 * rateWidth - 4));
	return fitLine(
		[
			span(`${fit(printable(face.name), nameWidth)} `, 'muted'),
			span(look.glyphs.down, 'receive'),
			span(`${rate(face.receiveBytesPerSecond)} `),
			span(look.glyphs.up, 'send'),
			span(rate(face.sendBytesPerSecond)),
		],
		width,
	);
}

/** The name where there is one interface, else how many. */
function networkDetail(network: Network | undefined): Line {
	const [first, second] = network?.interfaces ?? [];
	if (!network || !first) {
		return [];
	}

	const speed = first.linkMbps === undefined ? '' : ` ${formatLink(first.linkMbps)}`;
	return second
		? [span(`${network.interfaces.length} interfaces`, 'muted')]
		: [span(`${printable(first.name)}${speed}`, 'muted')];
}

function formatLink(mbps: number): string {
	return mbps >= 1000 ? `${mbps / 1000} Gb/s` : `${mbps} Mb/s`;
}

export function NetworkPanel({width, height, isFocused = false}: PanelSize) {
	const look = useLook();
	const reading = useMonitor(selectNetwork);
	const graphWidth = Math.max(0, innerWidth(width) - rateWidth - 2);
	const receive = useSeries(pickReceive, graphWidth);
	const send = useSeries(pickSend, graphWidth);
	const axis = useTimeAxis(graphWidth, known(reading)?.interfaces.length === 1 ? innerHeight(height) : 0);
	return (
		<Panel
			title="Network"
			detail={networkDetail(known(reading))}
			axis={axis}
			lines={drawNetwork({reading, receive, send}, innerWidth(width), innerHeight(height), look)}
			width={width}
			height={height}
			isFocused={isFocused}
		/>
	);
}

function selectNetwork(state: {readonly sample: Sample | undefined}): Reading<Network> {
	return state.sample?.snapshot.readings.network ?? pending;
}
