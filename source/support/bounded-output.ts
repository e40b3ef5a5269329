/** Maximum size of buffered output. */
const maxWaitingBytes = 1024 * 1024;

/** First file descriptor that is not a standard one, which other programs share. */
const firstOwnDescriptor = 3;

/**
Makes writes to a terminal non-blocking. By default Node.js waits for the terminal, and a stalled one (a stalled
connection, a paused pager) would block the whole program. Does nothing for other streams, and for a terminal that could
not be opened for this program alone, because the setting would also apply to the shell.
*/
export function neverWait(stream: NodeJS.WriteStream): void {
	// Node.js has no public interface for this; the internal one has existed since its first versions.
	const {_handle: handle} = stream as {
		readonly _handle?: {readonly fd?: number; setBlocking?(isBlocking: boolean): unknown};
	};
	if (stream.isTTY && (handle?.fd ?? 0) >= firstOwnDescriptor) {
		handle?.setBlocking?.(false);
	}
}

/**
Returns a function that writes lines for a reader that may be slow. Lines that exceed the buffer are discarded; when
there is room again, `onLost` is called with their number.
*/
export function boundedOutput(
	stream: NodeJS.WritableStream & {readonly writableLength: number},
	onLost: (count: number) => void,
): (text: string) => void {
	let lost = 0;
	return text => {
		if (stream.writableLength > maxWaitingBytes) {
			lost += 1;
			return;
		}

		if (lost > 0) {
			const count = lost;
			lost = 0;
			onLost(count);
		}

		stream.write(text);
	};
}
