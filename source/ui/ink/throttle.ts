/** A function that is called less often than it is asked for. */
export type Throttled<Values extends readonly unknown[]> = {
	(...values: Values): void;
	/** Makes the call that is due later, if there is one. */
	flush(): void;
	/** Drops the call that is due later. */
	cancel(): void;
};

/**
Replaces `throttle` of es-toolkit, with which Ink limits its frames. The first call is made at once; of the calls within
`waitMs` after it, the last one is made at the end of that time.

The original sets a timer with every call. So the process wakes twice for each frame, the second time for nothing, and a wake
costs more than the comparison of two rows. This version sets a timer only for a call that is due later.
*/
export function throttle<Values extends readonly unknown[]>(
	run: (...values: Values) => void,
	waitMs = 0,
): Throttled<Values> {
	let calledMs = Number.NEGATIVE_INFINITY;
	let due: {values: Values; readonly timer: NodeJS.Timeout} | undefined;

	const cancel = (): void => {
		clearTimeout(due?.timer);
		due = undefined;
	};
	const call = (values: Values): void => {
		cancel();
		calledMs = performance.now();
		run(...values);
	};
	const flush = (): void => {
		if (due) {
			call(due.values);
		}
	};
	const throttled = (...values: Values): void => {
		const leftMs = calledMs + waitMs - performance.now();
		if (leftMs <= 0) {
			call(values);
		} else if (due) {
			due.values = values;
		} else {
			due = {values, timer: setTimeout(flush, leftMs)};
		}
	};
	return Object.assign(throttled, {flush, cancel});
}
