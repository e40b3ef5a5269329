import {formatInterval} from '../../support/format.js';

/** Distances between two marks, in milliseconds: those that a person counts in. */
const stepsMs = [
	5000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000, 1_200_000, 1_800_000, 3_600_000,
] as const;

/** Fewer cells between two marks are a clutter. */
const minDistance = 14;

/**
Marks such as `-2m` under a graph of `width` cells whose right edge is now and whose cells stand for `cellMs` each. Each
mark ends in the cell it means. As wide as the graph, blank where there is no mark.
*/
export function timeAxis(width: number, cellMs: number): string {
	const stepMs = stepsMs.find(step => step / cellMs >= minDistance) ?? stepsMs.at(-1) ?? 3_600_000;
	const cells = Array.from({length: Math.max(0, width)}, () => ' ');
	for (let agoMs = stepMs; agoMs / cellMs < width - 1; agoMs += stepMs) {
		const label = `-${ago(agoMs)}`;
		const end = width - Math.round(agoMs / cellMs);
		if (end - label.length >= 0) {
			cells.splice(end - label.length, label.length, ...label);
		}
	}

	return cells.join('');
}

/** `90s`, `2m`, `2m30s`: beside whole minutes nobody counts in seconds. */
function ago(ms: number): string {
	const rest = ms % 60_000;
	return rest > 0 && ms > 120_000 ? `${formatInterval(ms - rest)}${formatInterval(rest)}` : formatInterval(ms);
}
