/** An object that runs until it is closed, with `close` or `await using`. */
export type Closable = AsyncDisposable & {
	/** Closes the object. Equivalent to `[Symbol.asyncDispose]()`, for programs in plain JavaScript. */
	close(): Promise<void>;
};

/** Returns the object with a `close` method. */
export function closable<Running extends AsyncDisposable>(running: Running): Running & Closable {
	return Object.assign(running, {
		async close() {
			await running[Symbol.asyncDispose]();
		},
	});
}
