import {type Stdin, withRead} from './stdin.js';

/** Markers that a terminal puts around pasted text in bracketed paste mode (CSI ? 2004 h). */
export const pasteStart = '\u001B[200~';
export const pasteEnd = '\u001B[201~';

/** Maximum length of a paste; no input field accepts more. */
const maxPastedLength = 4096;

/** Time without input after which an unterminated paste ends, in milliseconds. A typed key does not prolong it. */
const maxSilenceMs = 2000;

/** Ctrl-C, when it arrives alone, is a key also in an unterminated paste. */
const interrupt = '\u0003';

/**
Maximum number of different characters that can be typed between two reads. More come from a paste in a terminal without
bracketed paste.
*/
const maxTypedLength = 32;

/** Time for which a single Escape is treated as the start of a marker, in milliseconds. */
const escapeMs = 20;

/** Length from which the start of a marker can no longer be a key. */
const minMarkerLength = 3;

/**
Returns a wrapper of the terminal input that delivers each paste in one piece with its markers, however many reads it takes.
A long paste is truncated; an unterminated paste ends after a pause. Without markers, many characters at once are treated as
a paste. The state is shared between wrapped inputs, so a paste that starts in one view ends in the next.
*/
export function wholePastes(): (stdin: Stdin) => Stdin {
	let held = '';
	let pasted: string | undefined;
	let isEscapeDue = false;
	let timer: NodeJS.Timeout | undefined;

	/** Returns the complete part of the input and keeps the rest. */
	const take = (chunk: string): string => {
		let rest = pasted === undefined && isPasted(chunk) ? pasteStart + chunk + pasteEnd : held + chunk;
		let ready = '';
		held = '';
		for (;;) {
			const marker = pasted === undefined ? pasteStart : pasteEnd;
			const index = rest.indexOf(marker);
			const minLength = pasted === undefined && isEscapeDue ? minMarkerLength : 1;
			const end = index === -1 ? rest.length - partialMarkerLength(rest, marker, minLength) : index;
			const before = rest.slice(0, end);
			if (pasted === undefined) {
				ready += before;
			} else {
				pasted = (pasted + before).slice(0, maxPastedLength);
			}

			if (index === -1) {
				held = rest.slice(end);
				return ready;
			}

			if (pasted !== undefined) {
				ready += pasteStart + pasted + pasteEnd;
			}

			pasted = pasted === undefined ? '' : undefined;
			rest = rest.slice(index + marker.length);
		}
	};

	/**
	Ends an incomplete sequence after a pause: returns a key or the end of a paste to the input, and drops an incomplete
	marker.
	*/
	const flush = (stdin: Stdin): void => {
		const isKey = pasted === undefined && held.length < minMarkerLength;
		const missing = isKey ? held : pasted === undefined ? '' : pasteEnd;
		held = '';
		isEscapeDue = isKey;
		if (missing !== '' && !stdin.destroyed && !stdin.readableEnded) {
			stdin.unshift(missing, 'utf8');
		}
	};

	return stdin =>
		withRead(stdin, size => {
			for (;;) {
				const chunk: unknown = stdin.read(size);
				if (typeof chunk !== 'string') {
					return chunk;
				}

				if (chunk === interrupt) {
					pasted = undefined;
					held = '';
				}

				const isTypedInPaste = pasted !== undefined && chunk.length === 1;
				const ready = take(chunk);
				isEscapeDue = false;
				if (isTypedInPaste && pasted !== undefined) {
					continue;
				}

				clearTimeout(timer);
				if (pasted !== undefined || held !== '') {
					const isKey = pasted === undefined && held.length < minMarkerLength;
					timer = setTimeout(() => flush(stdin), isKey ? escapeMs : maxSilenceMs);
					timer.unref();
				}

				if (ready !== '') {
					return ready;
				}
			}
		});
}

/** Repeated keys and escape sequences are not a paste. */
function isPasted(chunk: string): boolean {
	return chunk.length > maxTypedLength && !chunk.includes('\u001B') && new Set(chunk).size > 1;
}

/** Returns the length of the end of `text` that may be the start of `marker`, or 0 when it is below `minLength`. */
function partialMarkerLength(text: string, marker: string, minLength: number): number {
	for (let length = marker.length - 1; length >= minLength; length--) {
		if (text.endsWith(marker.slice(0, length))) {
			return length;
		}
	}

	return 0;
}
