import type {PanelName} from '../../config/options/panel-names.js';

/** A part of a column, and the heights it can use. */
export type Band = {
	readonly names: readonly PanelName[];
	/** Minimum height; with less room the band is hidden. */
	readonly min: number;
	/** Comfortable height. A less important band is shown only when all bands before it have theirs. */
	readonly comfort: number;
	/** Height to show everything. */
	readonly ideal: number;
	/** Share of the room that remains when every band has its ideal height; 0 does not grow. */
	readonly stretch: number;
	/** Importance; 1 gets room first. */
	readonly importance: number;
};

/** Bands up to this importance are shown wherever their minimum fits. */
const maxRequiredImportance = 5;

/**
Distributes `total` rows by importance: first the minimum of each band that is shown, then up to comfort, then up to the
ideal, then by stretch. The last shown band gets the remaining rows.
*/
export function distribute(bands: readonly Band[], total: number): readonly number[] {
	const heights = bands.map(() => 0);
	const byImportance = bands.map((_, index) => index).sort((a, b) => order(bands, a) - order(bands, b) || a - b);
	let remaining = total;
	let comfortable = 0;
	for (const index of byImportance) {
		const {min = 0, comfort = 0, importance = 0} = bands[index] ?? {};
		if (min <= remaining && (importance <= maxRequiredImportance || comfortable + min <= total)) {
			heights[index] = min;
			remaining -= min;
			comfortable += comfort;
		}
	}

	for (const goal of ['comfort', 'ideal'] as const) {
		for (const index of byImportance) {
			const height = heights[index] ?? 0;
			const more = height === 0 ? 0 : Math.min(remaining, Math.max(0, (bands[index]?.[goal] ?? 0) - height));
			heights[index] = height + more;
			remaining -= more;
		}
	}

	const growing = byImportance.filter(index => (heights[index] ?? 0) > 0 && (bands[index]?.stretch ?? 0) > 0);
	const stretchTotal = growing.reduce((sum, index) => sum + (bands[index]?.stretch ?? 0), 0);
	const shared = remaining;
	for (const index of growing) {
		const more = Math.floor((shared * (bands[index]?.stretch ?? 0)) / stretchTotal);
		heights[index] = (heights[index] ?? 0) + more;
		remaining -= more;
	}

	const receiver = growing.at(-1) ?? heights.findLastIndex(height => height > 0);
	if (receiver >= 0) {
		heights[receiver] = (heights[receiver] ?? 0) + remaining;
	}

	return heights;
}

function order(bands: readonly Band[], index: number): number {
	return bands[index]?.importance ?? Number.POSITIVE_INFINITY;
}
