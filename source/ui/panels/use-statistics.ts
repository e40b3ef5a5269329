import {useMemo} from 'react';
import type {Sample} from '../../core/sample.js';
import {useMonitor, useRoute} from '../hooks/services.js';
import {computeRows, coveredTime, type StatisticsRow} from './statistics-table.js';
import {refreshSlot} from './window-figures.js';

/** The first rows of the statistics, the sample with their current values, and the covered time as text. */
export type ShownStatistics = {
	readonly computed: readonly StatisticsRow[];
	readonly sample: Sample | undefined;
	readonly covered: string;
};

/** Returns the first `count` rows of the statistics. */
export function useStatistics(count: number): ShownStatistics {
	// The history is evaluated once per slot; only the current values change with every sample.
	const slot = useMonitor(refreshSlot);
	const sample = useMonitor(state => state.sample);
	const {viewpoint: store} = useRoute();
	// biome-ignore lint/correctness/useExhaustiveDependencies: a new slot is what makes the figures worth computing again.
	const computed = useMemo(() => computeRows(store.getState(), count), [store, slot, count]);
	const covered = useMonitor(coveredTime);
	return {computed, sample, covered};
}
