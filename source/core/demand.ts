/** Counts who wants something costly, so that it is done only while somebody does. */
export type Demand = {
	/** Returns the function that takes the wish back. */
	want(): () => void;
	isWanted(): boolean;
};

/** A wish of one that changes its mind. */
export function wishFor({want}: Demand): (isWanted: boolean) => void {
	let withdraw: (() => void) | undefined;

	return isWanted => {
		if (isWanted) {
			withdraw ??= want();
		} else {
			withdraw?.();
			withdraw = undefined;
		}
	};
}

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
