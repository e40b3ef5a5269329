import {formatInterval} from '../../support/format.js';

/** Distances between two marks, in milliseconds. */
const stepsMs = [
	5000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000, 1_200_000, 1_800_000, 3_600_000,
] as const;

/** Minimum cells between two marks. */
const minDistance = 14;

/**
Draws a time axis with marks such as `-2m` for a graph of `width` cells that ends now and whose cells are `cellMs` each.
Each mark ends in the cell it refers to. The axis is as wide as the graph.
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

/** Formats the age of a mark: `90s`, `2m`, `2m30s`. */
function ago(ms: number): string {
	const rest = ms % 60_000;
	return rest > 0 && ms > 120_000 ? `${formatInterval(ms - rest)}${formatInterval(rest)}` : formatInterval(ms);
}
