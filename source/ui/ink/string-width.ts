import type original from 'original:string-width';
import type {Options} from 'original:string-width';
import {simpleWidth} from './simple-text.js';

/** The bundler evaluates the module at the first call. */
declare function require(specifier: 'original:string-width'): {readonly default: typeof original};

/**
Replaces string-width 8.3.0 for Ink, for the packages it measures with, and for mon-tui. The original segments every text
other than ASCII into grapheme clusters and tests each for emoji. A simple line has one cluster of width 1 per character, so
its width is its length without the codes.

The original is loaded when a text is not simple: its expression for all emoji takes longer to compile than many modules
take to load.
*/
export default function (text: string, options?: Options): number {
	const width = options === undefined && typeof text === 'string' ? simpleWidth(text) : undefined;
	return width ?? require('original:string-width').default(text, options);
}
