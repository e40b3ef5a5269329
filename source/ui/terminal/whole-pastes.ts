import {type Stdin, withRead} from './stdin.js';

/** What a terminal puts around pasted text while bracketed paste (CSI ? 2004 h) is on. */
export const pasteStart = '\u001B[200~';
export const pasteEnd = '\u001B[201~';

/** Characters of a paste that are kept: more than any field of the screen takes. */
const maxPastedLength = 4096;

/** A paste whose end does not come is over after this silence, and the keyboard works again. */
const maxSilenceMs = 2000;

/** Nobody types this many different characters between two reads: a terminal without bracketed paste pastes them. */
const maxTypedLength = 32;

/** The Escape key alone looks like the beginning of a marker for this long. */
const escapeMs = 20;

/** From here on, the beginning of a marker is no key any more. */
const certainLength = 3;

/**
Returns what wraps the input of the terminal so that a paste comes in one piece with its markers, however many reads it
takes. Of a long paste only the beginning comes; one without an end is ended by silence. Where the terminal sends no
markers, many characters at once are a paste. The state outlives a wrapped input: a paste that begins for one view ends in
the next.
*/
export function wholePastes(): (stdin: Stdin) => Stdin {
	let held = '';
	let pasted: string | undefined;
	let isEscapeDue = false;
	let timer: NodeJS.Timeout | undefined;

	/** The part of the input that is complete. */
	const take = (chunk: string): string => {
		let rest = pasted === undefined && isPasted(chunk) ? pasteStart + chunk + pasteEnd : held + chunk;
		let ready = '';
		held = '';
		for (;;) {
			const marker = pasted === undefined ? pasteStart : pasteEnd;
			const index = rest.indexOf(marker);
			const minLength = pasted === undefined && isEscapeDue ? certainLength : 1;
			const end = index === -1 ? rest.length - begunLength(rest, marker, minLength) : index;
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

	/** What has begun and did not go on: a key, a paste, or the pieces of a marker, which are nothing. */
	const giveUp = (stdin: Stdin): void => {
		const isKey = pasted === undefined && held.length < certainLength;
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

				const ready = take(chunk);
				isEscapeDue = false;
				clearTimeout(timer);
				if (pasted !== undefined || held !== '') {
					const isKey = pasted === undefined && held.length < certainLength;
					timer = setTimeout(() => giveUp(stdin), isKey ? escapeMs : maxSilenceMs);
					timer.unref();
				}

				if (ready !== '') {
					return ready;
				}
			}
		});
}

/** Keys that repeat, and those that send sequences, may be many too. */
function isPasted(chunk: string): boolean {
	return chunk.length > maxTypedLength && !chunk.includes('\u001B') && new Set(chunk).size > 1;
}

/** Length of the end of a text that may be the beginning of a marker, at least `shortest` of it. */
function begunLength(text: string, marker: string, minLength: number): number {
	for (let length = marker.length - 1; length >= minLength; length--) {
		if (text.endsWith(marker.slice(0, length))) {
			return length;
		}
	}

	return 0;
}
