import {useMemo} from 'react';
import type {Sample} from '../../core/sample.js';
import type {MonitorState} from '../../core/state.js';
import {formatPercent} from '../../support/format.js';
import {type Line, span} from '../drawing/line.js';
import {useMonitor, useRoute} from '../hooks/services.js';
import {windowStatistics} from './statistics-table.js';

/** Seconds between two updates. Statistics over ten minutes change slowly, and fewer updates send less output. */
const refreshEverySeconds = 2;

/** Returns a number that changes every two seconds, and also when the first rates are known. */
export function refreshSlot({sample, history}: MonitorState): number {
	const slot = Math.floor((sample?.snapshot.monotonicMs ?? 0) / (refreshEverySeconds * 1000));
	return history.length <= 2 ? slot + history.length / 10 : slot;
}

/**
Returns the figures of a percentage over the time of the statistics, for the title of a panel: `p95 93.2%  max 100%`. Without
`pick` nothing is computed.
*/
export function useWindowFigures(pick: ((sample: Sample) => number | undefined) | undefined): Line | undefined {
	const slot = useMonitor(refreshSlot);
	const {viewpoint: store} = useRoute();
	// biome-ignore lint/correctness/useExhaustiveDependencies: a new slot is what makes the figures worth computing again.
	const figures = useMemo(() => pick && windowStatistics(store.getState(), pick), [store, slot, pick]);
	return (
		figures && [
			span('p95 ', 'muted'),
			span(formatPercent(figures.p95), 'text'),
			span('  max ', 'muted'),
			span(formatPercent(figures.max), 'text'),
		]
	);
}
