/** A running object that is closed by `close` or by `await using`. */
export type Closable = AsyncDisposable & {
	/** Closes it. Same as `[Symbol.asyncDispose]()`, for programs without `await using`. */
	close(): Promise<void>;
};

/** Returns an object with an added `close` method. */
export function closable<Running extends AsyncDisposable>(running: Running): Running & Closable {
	return Object.assign(running, {
		async close() {
			await running[Symbol.asyncDispose]();
		},
	});
}
