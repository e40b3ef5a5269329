import {useMemo} from 'react';
import {isRise} from '../../alerts/alert.js';
import type {Sample} from '../../core/sample.js';
import {sampleSeconds} from '../../core/sample-seconds.js';
import {known} from '../../metrics/reading.js';
import {Lines} from '../boxes/lines.js';
import {tolerance} from '../drawing/series.js';
import {drawTimeLine, type TimeMark} from '../drawing/time-line.js';
import {pickCpu} from '../hooks/graph-window.js';
import {useAppearance, useMonitor, usePlaybackState, useRoute} from '../hooks/services.js';
import {timeRange} from '../input/moments.js';

/** Renders the time line of a recording or of the history: CPU usage as far as it is known, alerts, events and the position. */
export function TimeLine({width}: {readonly width: number}) {
	const appearance = useAppearance();
	const route = useRoute();
	const shown = useMonitor(({sample}) => sample);
	const playback = usePlaybackState();
	const {history, sample} = route.viewpoint.newest();
	const values = useMemo(
		() =>
			[...history].map(one => ({
				atMs: one.snapshot.timestampMs,
				overMs: sampleSeconds(one) * 1000 * tolerance,
				percent: pickCpu(one),
			})),
		[history],
	);
	const marks = useMemo(() => marksOf([...history], sample), [history, sample]);
	const range = timeRange({route});
	const positionMs = playback?.positionMs ?? shown?.snapshot.timestampMs;
	const line =
		range && positionMs !== undefined ? drawTimeLine({...range, positionMs, values, marks}, width, appearance) : [];
	return <Lines lines={[line]} width={width} height={1} />;
}

function marksOf(samples: readonly Sample[], newest: Sample | undefined): readonly TimeMark[] {
	const alerts = samples.flatMap(({snapshot, events}) =>
		events.filter(isRise).map(
			({alert}): TimeMark => ({
				atMs: snapshot.timestampMs,
				kind: 'alert',
				severity: alert.level === 'CRITICAL' ? 'critical' : 'warning',
			}),
		),
	);
	const events = (known(newest?.snapshot.readings.events)?.list ?? []).flatMap(({atMs, lastAtMs, severity}) =>
		[atMs, lastAtMs].map((time): TimeMark => ({atMs: time, kind: 'event', severity})),
	);
	return [...alerts, ...events];
}
