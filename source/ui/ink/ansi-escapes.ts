import ansiEscapes from 'original:ansi-escapes';

/**
Replaces `ansi-escapes` in `ink/build/ink.js` 8.0.0. The alternate screen keeps the cursor position of the shell (xterm,
mode 1049), so a frame as high as the terminal would scroll it once. Here the cursor moves to the top first.
*/
export default {
	...ansiEscapes,
	enterAlternativeScreen: ansiEscapes.enterAlternativeScreen + ansiEscapes.cursorTo(0, 0),
};
