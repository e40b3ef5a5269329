import type {Glyphs} from '../drawing/glyphs.js';
import {type Span, span} from '../drawing/line.js';

/** A sign and the word, where the sign is not the word. */
export function okSpan({good}: Glyphs): Span {
	return span(good === 'ok' ? good : `${good} ok`, 'good');
}
