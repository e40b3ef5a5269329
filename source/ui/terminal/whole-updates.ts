/** Begin and end of a synchronized update (mode 2026), as Ink writes them. */
const begin = '\u001B[?2026h';
const end = '\u001B[?2026l';

export type WholeUpdates = {
	/** Returns whether the stream accepts more, as the `write` of a stream does. */
	write(text: string | Uint8Array): boolean;
	/** Writes the beginning of an update that has not ended. */
	flush(): void;
};

/**
Writes a synchronized update in one piece. Ink writes it in three or more, each of which wakes the terminal. An empty update
is dropped. An update that does not end in the same turn of the event loop is written as far as it came.
*/
export function wholeUpdates(write: (text: string | Uint8Array) => boolean): WholeUpdates {
	let held: string | undefined;
	let late: NodeJS.Immediate | undefined;

	const flush = (): boolean => {
		clearImmediate(late);
		const text = held;
		held = undefined;
		return text === undefined || write(text);
	};

	return {
		flush,
		write(text) {
			if (text === begin && held === undefined) {
				held = text;
				late = setImmediate(flush);
				return true;
			}

			if (held === undefined || typeof text !== 'string') {
				flush();
				return write(text);
			}

			if (text === end && held === begin) {
				clearImmediate(late);
				held = undefined;
				return true;
			}

			held += text;
			return text === end ? flush() : true;
		},
	};
}
