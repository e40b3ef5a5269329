import type {PanelName} from '../../config/options/panel-names.js';

/** A part of a column and the heights it can make use of. */
export type Band = {
	readonly names: readonly PanelName[];
	/** Below this it says nothing and is left out. */
	readonly min: number;
	/** With this it is good to look at: what matters less comes in only when everybody before it has as much. */
	readonly comfort: number;
	/** What it needs to show everything. */
	readonly ideal: number;
	/** Share of the room that is left when everybody has the ideal. 0 = does not grow. */
	readonly stretch: number;
	/** 1 is given room first. */
	readonly importance: number;
};

/** Up to this importance a band is shown wherever its least fits. */
const maxRequiredImportance = 5;

/**
Shares `total` rows out, always by importance: first who is shown at all, with the least; then up to comfort, then up to
the ideal, then the rest by stretch. What nobody wants goes to the last that is shown.
*/
export function distribute(bands: readonly Band[], total: number): readonly number[] {
	const heights = bands.map(() => 0);
	const byImportance = bands.map((_, index) => index).sort((a, b) => order(bands, a) - order(bands, b) || a - b);
	let rest = total;
	let comfortable = 0;
	for (const index of byImportance) {
		const {min = 0, comfort = 0, importance = 0} = bands[index] ?? {};
		if (min <= rest && (importance <= maxRequiredImportance || comfortable + min <= total)) {
			heights[index] = min;
			rest -= min;
			comfortable += comfort;
		}
	}

	for (const goal of ['comfort', 'ideal'] as const) {
		for (const index of byImportance) {
			const height = heights[index] ?? 0;
			const more = height === 0 ? 0 : Math.min(rest, Math.max(0, (bands[index]?.[goal] ?? 0) - height));
			heights[index] = height + more;
			rest -= more;
		}
	}

	const growing = byImportance.filter(index => (heights[index] ?? 0) > 0 && (bands[index]?.stretch ?? 0) > 0);
	const stretchTotal = growing.reduce((sum, index) => sum + (bands[index]?.stretch ?? 0), 0);
	const shared = rest;
	for (const index of growing) {
		const more = Math.floor((shared * (bands[index]?.stretch ?? 0)) / stretchTotal);
		heights[index] = (heights[index] ?? 0) + more;
		rest -= more;
	}

	const receiver = growing.at(-1) ?? heights.findLastIndex(height => height > 0);
	if (receiver >= 0) {
		heights[receiver] = (heights[receiver] ?? 0) + rest;
	}

	return heights;
}

function order(bands: readonly Band[], index: number): number {
	return bands[index]?.importance ?? Number.POSITIVE_INFINITY;
}
