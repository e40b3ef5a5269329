import type {Glyphs} from '../drawing/glyphs.js';
import {type Span, span} from '../drawing/line.js';

/** Returns the sign and the word `ok`; in ASCII the sign is the word. */
export function okSpan({good}: Glyphs): Span {
	return span(good === 'ok' ? good : `${good} ok`, 'good');
}
