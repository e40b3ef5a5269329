import stringWidth, {type Options} from 'original:string-width';
import {simpleWidth} from './simple-text.js';

/**
Replaces string-width 8.3.0 for Ink, for the packages it measures with, and for mon-tui. The original segments every text
other than ASCII into grapheme clusters and tests each for emoji. A simple line has one cluster of width 1 per character, so
its width is its length without the codes.
*/
export default function (text: string, options?: Options): number {
	const width = options === undefined && typeof text === 'string' ? simpleWidth(text) : undefined;
	return width ?? stringWidth(text, options);
}
