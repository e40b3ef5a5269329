import {useEffect, useState} from 'react';
import type {FleetHost} from '../../remote/fleet/fleet-state.js';
import {Lines} from '../boxes/lines.js';
import type {Glyphs} from '../drawing/glyphs.js';
import {fitLine, type Line, lineWidth, space, span} from '../drawing/line.js';
import {printable} from '../drawing/printable.js';
import {wrapped} from '../drawing/text.js';
import {useAppearance} from '../hooks/services.js';

const maxWidth = 76;

/** Draws in the middle of the screen why there are no measurements of a host yet, and when the next attempt is. */
export function drawWaiting(
	{name, connection}: FleetHost,
	nowMs: number,
	{width, height}: {readonly width: number; readonly height: number},
	glyphs: Glyphs,
): readonly Line[] {
	const room = Math.max(1, Math.min(maxWidth, width - 2));
	const lines = textsOf(connection, printable(name), nowMs, glyphs).flatMap(([text, role]) =>
		wrapped(text, room).map(row => span(row, role)),
	);
	const top = Math.max(0, Math.floor((height - lines.length) / 2));
	return Array.from({length: height}, (_, row): Line => {
		const line = lines[row - top];
		return line ? fitLine([space(Math.floor((width - lineWidth([line])) / 2)), line], width) : [];
	});
}

type Text = readonly [text: string, role: 'critical' | 'muted' | 'text'];

function textsOf(
	connection: FleetHost['connection'],
	name: string,
	nowMs: number,
	{critical, more}: Glyphs,
): readonly Text[] {
	if (connection.state !== 'lost') {
		return [[`Waiting for the first measurement of ${name}${more}`, 'muted']];
	}

	const {reason, isFinal, retryAtMs} = connection;
	const seconds = retryAtMs === undefined ? undefined : Math.ceil((retryAtMs - nowMs) / 1000);
	return [
		[`${critical} Cannot reach ${name}: ${printable(reason)}`, 'critical'],
		isFinal
			? ['There is no further attempt.', 'muted']
			: seconds === undefined || seconds <= 0
				? [`Trying again${more}`, 'text']
				: [`Next attempt in ${seconds} s.`, 'text'],
	];
}

/** Shows a host of which nothing was measured yet, in place of the panels. */
export function Waiting({
	host,
	width,
	height,
}: {
	readonly host: FleetHost;
	readonly width: number;
	readonly height: number;
}) {
	const {glyphs} = useAppearance();
	const nowMs = useEverySecond();
	return <Lines lines={drawWaiting(host, nowMs, {width, height}, glyphs)} width={width} height={height} />;
}

/** Returns the time, and renders again every second. */
function useEverySecond(): number {
	const [, setTick] = useState(0);
	useEffect(() => {
		const timer = setInterval(() => setTick(tick => tick + 1), 1000);
		return () => clearInterval(timer);
	}, []);
	return Date.now();
}
