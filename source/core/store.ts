/** A read-only view of a store. */
export type ReadonlyStore<State> = {
	/** Returns the current value. Unchanged values keep their identity. */
	getState(): State;
	/** Calls `listener` synchronously after every change. Returns the function that unsubscribes it. */
	subscribe(listener: () => void): () => void;
};

/** A value with listeners. */
export type Store<State> = ReadonlyStore<State> & {
	setState(update: (state: State) => State): void;
};

/**
Returns a store. When a listener throws, the other listeners are still called; the error goes to `onListenerError`,
which by default throws an uncaught exception.
*/
export function createStore<State>(
	initial: State,
	onListenerError: (error: unknown) => void = throwLater,
): Store<State> {
	const listeners = new Set<() => void>();
	let current = initial;

	return {
		getState: () => current,
		setState(update) {
			const next = update(current);
			if (Object.is(next, current)) {
				return;
			}

			current = next;
			for (const listener of listeners) {
				try {
					listener();
				} catch (error) {
					onListenerError(error);
				}
			}
		},
		subscribe(listener) {
			// Wrapped, so that the same function subscribed twice is two subscriptions.
			const subscription = () => listener();
			listeners.add(subscription);
			return () => {
				listeners.delete(subscription);
			};
		},
	};
}

function throwLater(error: unknown): void {
	queueMicrotask(() => {
		throw error;
	});
}
