/** A counter of requests for something costly, which is done only while it is requested. */
export type Demand = {
	/** Adds a request. Returns the function that withdraws it. */
	request(): () => void;
	/** Returns whether there is at least one request. */
	isRequested(): boolean;
};

/** Returns a function that makes or withdraws a single request. */
export function createRequest({request}: Demand): (isRequested: boolean) => void {
	let withdraw: (() => void) | undefined;

	return isRequested => {
		if (isRequested) {
			withdraw ??= request();
		} else {
			withdraw?.();
			withdraw = undefined;
		}
	};
}

/** Returns a demand without requests. */
export function createDemand(): Demand {
	let requests = 0;

	return {
		request() {
			requests += 1;
			let isWithdrawn = false;
			return () => {
				if (!isWithdrawn) {
					isWithdrawn = true;
					requests -= 1;
				}
			};
		},
		isRequested: () => requests > 0,
	};
}
