/** How much of a recording cannot be read, as far as it was looked at. */
export type DamageCount = {
	/** The same place met again does not count again. */
	found(place: string): void;
	count(): number;
};

/** Whatever has more damage than this is no recording; the count then stands still. */
const maximumCount = 100_000;

export function createDamageCount(): DamageCount {
	const places = new Set<string>();
	return {
		found(place) {
			if (places.size < maximumCount) {
				places.add(place);
			}
		},
		count: () => places.size,
	};
}
