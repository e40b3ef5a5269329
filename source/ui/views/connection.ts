import type {FleetHost} from '../../remote/fleet/fleet-state.js';
import {formatDuration} from '../../support/format.js';
import type {Glyphs} from '../drawing/glyphs.js';
import {joinSpans, type Line, span} from '../drawing/line.js';
import {printable} from '../drawing/printable.js';

/** Returns the connection status, such as `✖ lost 35s`, `▲ stale 12s` or `connecting`; `undefined` while it is live. */
export function connectionLine({connection, ageSeconds}: FleetHost, glyphs: Glyphs): Line | undefined {
	const age = ageSeconds === undefined ? '' : ` ${formatDuration(ageSeconds)}`;
	switch (connection.state) {
		case 'connecting':
			return [span('connecting', 'muted')];
		case 'live':
			return undefined;
		case 'stale':
			return [span(`${glyphs.warning} stale${age}`, 'warning')];
		case 'lost':
			return [span(`${glyphs.critical} lost${age}`, 'critical')];
		default:
			return connection satisfies never;
	}
}

/** Returns why the connection was lost; empty while it is not lost. */
export function lossReason({connection}: FleetHost): Line {
	return connection.state === 'lost' ? [span(printable(connection.reason), 'muted')] : [];
}

/** Returns the line shown before the first sample: `web-01 connecting`, `web-01 ✖ lost: connection refused`. */
export function waitingLine(host: FleetHost | undefined, glyphs: Glyphs): Line {
	const state = host && connectionLine(host, glyphs);
	return [
		span(` ${host ? printable(host.name) : 'mon-tui'} `, 'title'),
		...(host && state ? joinSpans([state, lossReason(host)], ': ') : [span('measuring…', 'muted')]),
	];
}
