/** Keeps something wanted for a while after the last wish for it. */
export type Lease = Disposable & {
	/** Returns for how many milliseconds it has been requested without a break, or `undefined` where it cannot be had. */
	renew(): number | undefined;
};

export function createLease(
	want: (() => () => void) | undefined,
	durationMs: number,
	monotonicMs: () => number = () => performance.now(),
): Lease {
	let lease: {readonly withdraw: () => void; readonly sinceMs: number} | undefined;
	let timer: NodeJS.Timeout | undefined;

	const end = (): void => {
		clearTimeout(timer);
		lease?.withdraw();
		lease = undefined;
	};

	return {
		renew() {
			if (!want) {
				return undefined;
			}

			clearTimeout(timer);
			lease ??= {withdraw: want(), sinceMs: monotonicMs()};
			timer = setTimeout(end, durationMs);
			timer.unref();
			return monotonicMs() - lease.sinceMs;
		},
		[Symbol.dispose]: end,
	};
}
