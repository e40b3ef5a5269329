/** A counter of the damaged places found in a recording. */
export type DamageCount = {
	/** Counts a damaged place. A place that was already counted is ignored. */
	found(place: string): void;
	count(): number;
};

/** Maximum count: a file with more damage is not a recording. */
const maxCount = 100_000;

/** Returns a counter at 0. */
export function createDamageCount(): DamageCount {
	const places = new Set<string>();
	return {
		found(place) {
			if (places.size < maxCount) {
				places.add(place);
			}
		},
		count: () => places.size,
	};
}
