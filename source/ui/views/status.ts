import {useSyncExternalStore} from 'react';
import type {PlaybackState} from '../../core/playback.js';
import type {FleetHost} from '../../remote/fleet/fleet-state.js';
import {formatDuration, formatInterval} from '../../support/format.js';
import type {Glyphs} from '../drawing/glyphs.js';
import {type Line, type Span, span} from '../drawing/line.js';
import {useHost, usePlaybackState, useRoute, useUi} from '../hooks/services.js';
import {connectionLine} from './connection.js';

/** State of the shown data: live, paused, recorded or remote. */
export type Status = {
	/** Whether the screen is paused. A recording is paused by its playback controls instead. */
	readonly isPaused: boolean;
	/** Age of the shown sample relative to the newest one at the time of the pause, in seconds. */
	readonly lagSeconds: number;
	/** `undefined` unless a recording is shown. */
	readonly playback: PlaybackState | undefined;
	/** `undefined` unless a remote machine is shown. */
	readonly host: FleetHost | undefined;
};

/** Returns the badge for a paused screen or the end of a recording; `undefined` otherwise. */
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

/** Returns the badge, the connection status or the refresh interval; for a recording its progress. */
export function statusLine(status: Status, live: string, intervalMs: number, glyphs: Glyphs): Line {
	const {playback, host} = status;
	const stateBadge = badge(status, glyphs);
	if (!playback) {
		const connection = host && connectionLine(host, glyphs);
		const pace: Line = [span(`${glyphs.live} ${live}`, 'good'), span(formatInterval(intervalMs), 'muted')];
		return stateBadge ? [stateBadge] : (connection ?? pace);
	}

	const {speed, positionMs, startMs, endMs, damagedLines} = playback;
	const share = endMs > startMs ? ((positionMs - startMs) / (endMs - startMs)) * 100 : 100;
	return [
		stateBadge ?? span(`${glyphs.live}${speed === 1 ? '' : ` ${speed}x`}`, 'accent'),
		span(` recording ${Math.round(share)}%`, 'muted'),
		...(damagedLines > 0 ? [span(` ${damagedLines} damaged`, 'warning')] : []),
	];
}

export function useStatus(): Status {
	const {viewpoint} = useRoute();
	const isPaused = useUi(ui => ui.isPaused);
	const lagSeconds = useSyncExternalStore(viewpoint.subscribe, viewpoint.lagSeconds);
	return {isPaused, lagSeconds, playback: usePlaybackState(), host: useHost()};
}
