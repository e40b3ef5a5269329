/** What runs until it is closed: by `close`, or by `await using`. */
export type Closable = AsyncDisposable & {
	/** The same as `[Symbol.asyncDispose]()`, for programs in plain JavaScript. */
	close(): Promise<void>;
};

/** The same object, with `close`. */
export function closable<Running extends AsyncDisposable>(running: Running): Running & Closable {
	return Object.assign(running, {
		async close() {
			await running[Symbol.asyncDispose]();
		},
	});
}
