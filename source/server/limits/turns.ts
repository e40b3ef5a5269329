/** Runs costly work, one piece in each turn of the event loop, so that snapshots go out in between. */
export type Turns = {
	/** Does the work at once if nothing was done in this turn yet, else later, in order. */
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
