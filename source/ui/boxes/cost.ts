import type {CollectorHealth} from '../../metrics/schedule/collector-health.js';
import {useMonitor, useRoute, useScreen} from '../hooks/services.js';

/** Returns the last and maximum collection time for a panel: `cpu 0.21 ms, max 1.50 · load 0.05 ms, max 0.31`. */
export function useCost(names: readonly string[], width: number, separator: string): string | undefined {
	const isShown = useScreen(({settings}) => settings.showsCost);
	const {monitor} = useRoute().machine;
	// Re-renders once per sample, and only when the cost is shown.
	useMonitor(({sample}) => (isShown ? sample : undefined));
	const collectors = isShown ? monitor.health().filter(({name}) => names.includes(name)) : [];
	return costText(collectors, width, separator);
}

/** Formats the collection times to fit `width`; `undefined` without collectors or room. */
export function costText(collectors: readonly CollectorHealth[], width: number, separator: string): string | undefined {
	const costs = collectors.flatMap(({name, lastDurationMs, durations}) =>
		lastDurationMs === undefined ? [] : [{name, lastMs: lastDurationMs, maxMs: durations?.maxMs ?? lastDurationMs}],
	);
	const [first] = costs;
	if (!first) {
		return undefined;
	}

	const sumMs = costs.reduce((sum, {lastMs}) => sum + lastMs, 0);
	const maxMs = costs.reduce((sum, cost) => sum + cost.maxMs, 0);
	const texts = [
		costs.map(cost => `${cost.name} ${formatCost(cost.lastMs, cost.maxMs)}`).join(` ${separator} `),
		costs.length === 1 ? formatCost(first.lastMs, first.maxMs) : `total ${formatCost(sumMs, maxMs)}`,
		formatCost(sumMs, maxMs),
		`${sumMs.toFixed(1)} ms`,
	];
	return texts.find(text => text.length <= width);
}

function formatCost(lastMs: number, maxMs: number): string {
	return `${lastMs.toFixed(2)} ms, max ${maxMs.toFixed(2)}`;
}
