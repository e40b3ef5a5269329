import type {GraphStyle} from '../ui/drawing/graph-style.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/**
Returns whether the terminal supports Unicode, by the locale variables in the order of POSIX. If none is set, as in most
containers, Unicode is assumed, as nearly every terminal supports it. The locale `C` means ASCII.
*/
export function isUnicodeTerminal({LC_ALL, LC_CTYPE, LANG, TERM}: Environment): boolean {
	if (TERM === 'dumb' || TERM?.startsWith('vt')) {
		return false;
	}

	const locale = LC_ALL || LC_CTYPE || LANG;
	return locale === undefined || locale === '' || /utf-?8/i.test(locale);
}

/** Returns whether the terminal is a virtual console of Linux, whose font has 256 or 512 characters. */
export function isLinuxConsole({TERM}: Environment): boolean {
	return TERM === 'linux';
}

/**
Returns whether the terminal can be asked about itself: a terminal emulator of today, or a multiplexer, which answers for it.
Others could show the question.
*/
export function answersQueries({TERM = ''}: Environment): boolean {
	return /^(?:xterm|screen|tmux|rxvt|alacritty|foot|kitty|wezterm|ghostty|konsole|vte|gnome|iterm|contour|mlterm|putty|st-|st$)/.test(
		TERM,
	);
}

/** Returns the graph style. The font of the Linux console has blocks but no braille. */
export function graphStyleFor(choice: 'auto' | GraphStyle, environment: Environment): GraphStyle {
	if (choice !== 'auto') {
		return choice;
	}

	return isLinuxConsole(environment) ? 'block' : 'braille';
}

/**
Returns whether the screen can be shown: not on a pipe, in a file, with `TERM=dumb` or with a screen reader.
*/
export function canShowScreen(isTty: boolean, environment: Environment): boolean {
	return isTty && environment.TERM !== 'dumb' && !isReadAloud(environment);
}

/** Returns whether a screen reader reads the output. It gets plain lines at a lower rate. */
export function isReadAloud({INK_SCREEN_READER}: Environment): boolean {
	return INK_SCREEN_READER === 'true';
}

/** Interval of lines for a screen reader. */
export const spokenIntervalMs = 5000;
