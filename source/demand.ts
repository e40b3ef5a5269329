/** Counts who wants something costly, so that it is done only while somebody does. */
export type Demand = {
	/** Returns the function that takes the wish back. */
	want(): () => void;
	isWanted(): boolean;
};

export function createDemand(): Demand {
	let wishes = 0;

	return {
		want() {
			wishes += 1;
			let isWithdrawn = false;
			return () => {
				if (!isWithdrawn) {
					isWithdrawn = true;
					wishes -= 1;
				}
			};
		},
		isWanted: () => wishes > 0,
	};
}
