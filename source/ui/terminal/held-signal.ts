/** Registers a listener that is called on each signal. Returns a function that removes it. */
export type OnSignal = (listener: () => void) => () => void;

/** A signal that is not missed while no listener is registered: the next listener is called for it. */
export type HeldSignal = Disposable & {readonly listen: OnSignal};

/** Starts listening; stops when disposed. */
export function holdSignal(onSignal: OnSignal): HeldSignal {
	let current: (() => void) | undefined;
	let isWaiting = false;
	const stop = onSignal(() => {
		if (current) {
			current();
		} else {
			isWaiting = true;
		}
	});

	return {
		listen(listener) {
			current = listener;
			// The listener may not be ready yet.
			setImmediate(() => {
				if (isWaiting && current === listener) {
					isWaiting = false;
					listener();
				}
			});
			return () => {
				current = current === listener ? undefined : current;
			};
		},
		[Symbol.dispose]: stop,
	};
}
