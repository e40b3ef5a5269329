/** What waits for a reader at most; more is left out. */
const maxWaitingBytes = 1024 * 1024;

/** Beginning with these numbers, file descriptors are not the standard ones that other programs share. */
const firstOwnDescriptor = 3;

/**
Has writes to a terminal not wait until the terminal takes them, as Node has them do: a terminal that takes nothing (a
stalled connection, a paused pager) would stop the whole program. Does nothing for other streams, and where the terminal
could not be opened for this program alone: the setting would hold for the shell too.
*/
export function neverWait(stream: NodeJS.WriteStream): void {
	// Node has no other way to say so, and this one since its first versions.
	const {_handle: handle} = stream as {
		readonly _handle?: {readonly fd?: number; setBlocking?(isBlocking: boolean): unknown};
	};
	if (stream.isTTY && (handle?.fd ?? 0) >= firstOwnDescriptor) {
		handle?.setBlocking?.(false);
	}
}

/**
Returns what writes lines for a reader that may be slow. What would be too much to keep is left out; as soon as there is
room again, `onLost` is called with the number of texts that were.
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
