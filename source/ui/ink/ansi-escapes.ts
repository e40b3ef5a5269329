import ansiEscapes from 'original:ansi-escapes';

/**
Stands for `ansi-escapes` in `ink/build/ink.js` 8.0.0. The alternate screen keeps the cursor where the shell had it
(xterm, mode 1049), so a frame as tall as the terminal would scroll it once by as many rows; here it begins at the top.
*/
export default {
	...ansiEscapes,
	enterAlternativeScreen: ansiEscapes.enterAlternativeScreen + ansiEscapes.cursorTo(0, 0),
};
