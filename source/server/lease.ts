/** A lease that keeps a request active for a while after the last renewal. */
export type Lease = Disposable & {
	/** Renews the lease. Returns the milliseconds since it began, or `undefined` if it is not available. */
	renew(): number | undefined;
};

export function createLease(
	request: (() => () => void) | undefined,
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
			if (!request) {
				return undefined;
			}

			clearTimeout(timer);
			lease ??= {withdraw: request(), sinceMs: monotonicMs()};
			timer = setTimeout(end, durationMs);
			timer.unref();
			return monotonicMs() - lease.sinceMs;
		},
		[Symbol.dispose]: end,
	};
}
