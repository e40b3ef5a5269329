import sanitizeAnsi from 'original:./sanitize-ansi.js';
import {memory} from './memory.js';
import {sgrPattern} from './simple-text.js';

/** What the original drops (controls, sequences that are no SGR code) or moves (codes in front of a combining mark). */
const unclean = new RegExp(String.raw`[\0-\x08\x0B-\x1A\x1C-\x1F\x7F-\x9F]|\x1B(?!${sgrPattern})|m\p{Mark}`, 'u');

/**
Replaces ink/build/sanitize-ansi.js of Ink 8.0.0.

The original takes every text that holds an escape character apart, character by character. It drops control characters
and all escape sequences but SGR and OSC, and keeps SGR codes as they are: a text without anything to drop or to move is
its own result.
*/
export default function (text: string): string {
	if (memory.cleanTexts.has(text)) {
		return text;
	}

	if (unclean.test(text)) {
		return sanitizeAnsi(text);
	}

	memory.cleanTexts.set(text, true);
	return text;
}
