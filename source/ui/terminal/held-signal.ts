/** Has `listener` called at each signal; returns the function that ends this. */
export type OnSignal = (listener: () => void) => () => void;

/** A signal that is heard even while no listener is there: the next listener is called for it. */
export type HeldSignal = Disposable & {readonly listen: OnSignal};

/** Listens from now on, until disposed. */
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
			// What listens may not be quite ready yet.
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
