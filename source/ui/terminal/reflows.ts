/**
Returns whether the terminal breaks rows that no longer fit when it gets narrower. Nearly all terminals do; those that cut
the rows can be recognized by their variables.
*/
export function reflows({TERM = '', TMUX, XTERM_VERSION}: NodeJS.ProcessEnv): boolean {
	const cutsRows = /^(?:linux|rxvt|st|vt\d|cons)/.test(TERM) || (TERM.startsWith('screen') && TMUX === undefined);
	return !cutsRows && XTERM_VERSION === undefined;
}
