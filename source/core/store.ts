/** A value and its listeners, for those who look on. */
export type ReadonlyStore<State> = {
	/** What it holds now. Values that did not change keep their identity. */
	getState(): State;
	/** Calls `listener` synchronously after every change; returns the function that stops it. */
	subscribe(listener: () => void): () => void;
};

/** A value and its listeners. Knows nothing of what it holds. */
export type Store<State> = ReadonlyStore<State> & {
	setState(update: (state: State) => State): void;
};

/**
A listener that throws does not keep the others from hearing: its error goes to `onListenerError`, by default to an
uncaught exception.
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
