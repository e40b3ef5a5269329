/** A queue that runs expensive work, one task per iteration of the event loop, so that snapshots are sent in between. */
export type Turns = {
	/** Runs the task immediately if none has run in this iteration, otherwise later, in order. */
	run<Result>(work: () => Result): Result | Promise<Result>;
};

export function createTurns(): Turns {
	const waiting: (() => void)[] = [];
	let isTaken = false;

	const next = (): void => {
		const work = waiting.shift();
		isTaken = work !== undefined;
		if (work) {
			setImmediate(next);
			work();
		}
	};

	return {
		run(work) {
			if (!isTaken) {
				isTaken = true;
				setImmediate(next);
				return work();
			}

			return new Promise((resolve, reject) => {
				waiting.push(() => {
					try {
						resolve(work());
					} catch (error) {
						reject(error);
					}
				});
			});
		},
	};
}
