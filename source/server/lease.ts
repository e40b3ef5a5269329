/** Keeps something wanted for a while after the last wish for it. */
export type Lease = Disposable & {renew(): void};

export function createLease(want: () => () => void, durationMs: number): Lease {
	let withdraw: (() => void) | undefined;
	let timer: NodeJS.Timeout | undefined;

	const end = (): void => {
		clearTimeout(timer);
		withdraw?.();
		withdraw = undefined;
	};

	return {
		renew() {
			clearTimeout(timer);
			withdraw ??= want();
			timer = setTimeout(end, durationMs);
			timer.unref();
		},
		[Symbol.dispose]: end,
	};
}
