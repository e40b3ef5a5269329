import type original from 'original:wrap-ansi';

/** The bundler evaluates the module at the first call. */
declare function require(specifier: 'original:wrap-ansi'): {readonly default: typeof original};

/**
Replaces wrap-ansi 10 for Ink. The original is loaded when a text is too wide: it begins by loading the rules by which Unicode
segments text, and mon-tui draws to fit.
*/
export default function (...parameters: Parameters<typeof original>): string {
	return require('original:wrap-ansi').default(...parameters);
}
