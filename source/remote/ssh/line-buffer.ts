import {Buffer} from 'node:buffer';

/** A buffer that divides a stream into lines. */
export type LineBuffer = {
	add(chunk: Buffer): void;
	/** Returns the next complete line without its line break; `undefined` if there is none yet. */
	take(): Buffer | undefined;
	/** Returns whether the incomplete line exceeds the limit. */
	isTooLong(): boolean;
};

const newline = 0x0a;

/** Returns an empty buffer for lines of at most `maxBytes`. */
export function lineBuffer(maxBytes: number): LineBuffer {
	let rest: Buffer = Buffer.alloc(0);
	/** Up to where `rest` has no line break. */
	let searched = 0;

	return {
		add(chunk) {
			rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
		},
		take() {
			const end = rest.indexOf(newline, searched);
			if (end === -1) {
				searched = rest.length;
				return undefined;
			}

			const line = rest.subarray(0, end);
			rest = rest.subarray(end + 1);
			searched = 0;
			return line;
		},
		isTooLong: () => searched > maxBytes,
	};
}
