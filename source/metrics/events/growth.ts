/** A function that compares counters with those of its previous call, and returns by how much each has grown. */
export type Growth = (counters: Iterable<readonly [string, number | undefined]>) => ReadonlyMap<string, number>;

/**
Returns such a function. A counter that was unknown before has not grown, nor has one that decreased: its device was
replaced.
*/
export function growth(): Growth {
	let before: ReadonlyMap<string, number> = new Map();

	return counters => {
		const now = new Map<string, number>();
		const grown = new Map<string, number>();
		for (const [name, value] of counters) {
			if (value !== undefined) {
				now.set(name, value);
				const previous = before.get(name);
				if (previous !== undefined && value > previous) {
					grown.set(name, value - previous);
				}
			}
		}

		before = now;
		return grown;
	};
}
