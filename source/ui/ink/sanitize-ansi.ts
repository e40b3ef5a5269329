import sanitizeAnsi from 'original:./sanitize-ansi.js';
import {memory} from './memory.js';
import {sgrPattern} from './simple-text.js';

/**
Matches what the original drops (controls and sequences other than SGR codes) or moves (codes before a combining mark).
*/
const unclean = new RegExp(String.raw`[\0-\x08\x0B-\x1A\x1C-\x1F\x7F-\x9F]|\x1B(?!${sgrPattern})|m\p{Mark}`, 'u');

/**
Replaces ink/build/sanitize-ansi.js of Ink 8.0.0. The original parses every text with an escape character, character by
character. It drops control characters and all escape sequences except SGR and OSC, and keeps SGR codes. This version
returns a text without anything to drop or move as it is.
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
