/** Does costly things in turns of the event loop of their own, one in each: snapshots go out in between. */
export type Turns = {
	/** Does it at once where nothing was done in this turn, else later, in order. */
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
