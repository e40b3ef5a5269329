import {useSyncExternalStore} from 'react';
import type {FleetHost} from '../../remote/fleet/fleet-state.js';
import {formatDuration, formatInterval} from '../../support/format.js';
import type {Glyphs} from '../drawing/glyphs.js';
import {type Line, type Span, span} from '../drawing/line.js';
import {useHost, usePlaybackPosition, useRoute, useUi} from '../hooks/services.js';
import type {PlaybackPosition} from '../state/playback.js';
import {connectionLine} from './connection.js';

/** Whether what is shown is the present. */
export type Status = {
	/** The screen is held. A recording is held by its own knobs instead. */
	readonly isPaused: boolean;
	/** How far what is shown lies back. 0 when it was the newest as the screen was held. */
	readonly lagSeconds: number;
	/** `undefined` when it is no recording that is shown. */
	readonly playback: PlaybackPosition | undefined;
	/** `undefined` when it is no other machine that is shown. */
	readonly host: FleetHost | undefined;
};

/** Says that what is shown stands still. `undefined` while it goes on. */
export function badge({isPaused, lagSeconds, playback}: Status, glyphs: Glyphs): Span | undefined {
	if (playback?.isAtEnd) {
		return span(' END ', 'badge');
	}

	if (!(playback ?? {isPaused}).isPaused) {
		return undefined;
	}

	return span(
		!playback && lagSeconds > 0 ? ` ${glyphs.left} ${formatDuration(lagSeconds)} AGO ` : ` ${glyphs.paused} PAUSED `,
		'badge',
	);
}

/** The badge, how another machine is lost, or how often the screen is refreshed; of a recording how far into it this is. */
export function statusLine(status: Status, live: string, intervalMs: number, glyphs: Glyphs): Line {
	const {playback, host} = status;
	const still = badge(status, glyphs);
	if (!playback) {
		const away = host && connectionLine(host, glyphs);
		const pace: Line = [span(`${glyphs.live} ${live}`, 'good'), span(formatInterval(intervalMs), 'muted')];
		return still ? [still] : (away ?? pace);
	}

	const {speed, positionMs, startMs, endMs, damagedLines} = playback;
	const share = endMs > startMs ? ((positionMs - startMs) / (endMs - startMs)) * 100 : 100;
	return [
		still ?? span(`${glyphs.live}${speed === 1 ? '' : ` ${speed}x`}`, 'accent'),
		span(` recording ${Math.round(share)}%`, 'muted'),
		...(damagedLines > 0 ? [span(` ${damagedLines} damaged`, 'warning')] : []),
	];
}

export function useStatus(): Status {
	const {viewpoint} = useRoute();
	const isPaused = useUi(ui => ui.isPaused);
	const lagSeconds = useSyncExternalStore(viewpoint.subscribe, viewpoint.lagSeconds);
	return {isPaused, lagSeconds, playback: usePlaybackPosition(), host: useHost()};
}
