import type {GraphStyle} from '../ui/drawing/graph.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/**
Whether the terminal shows more than ASCII, by the locale as POSIX orders its variables. Without any, as in most
containers, it nearly always does: what is unset says nothing, what says `C` means it.
*/
export function isUnicodeTerminal({LC_ALL, LC_CTYPE, LANG, TERM}: Environment): boolean {
	if (TERM === 'dumb' || TERM?.startsWith('vt')) {
		return false;
	}

	const locale = LC_ALL || LC_CTYPE || LANG;
	return locale === undefined || locale === '' || /utf-?8/i.test(locale);
}

/** A virtual console of Linux itself: its font holds 256 or 512 characters. */
export function isLinuxConsole({TERM}: Environment): boolean {
	return TERM === 'linux';
}

/** The Linux console's font has blocks but no braille. */
export function graphStyleFor(choice: 'auto' | GraphStyle, environment: Environment): GraphStyle {
	if (choice !== 'auto') {
		return choice;
	}

	return isLinuxConsole(environment) ? 'block' : 'braille';
}

/**
A terminal that understands cursor movement, read by eye: anything but a pipe, a file, `TERM=dumb` or a screen reader.
*/
export function canShowScreen(isTty: boolean, environment: Environment): boolean {
	return isTty && environment.TERM !== 'dumb' && !isReadAloud(environment);
}

/** A screen reader gets plain lines, and not more of them than can be read out. */
export function isReadAloud({INK_SCREEN_READER}: Environment): boolean {
	return INK_SCREEN_READER === 'true';
}

/** How often a screen reader is given a line. */
export const spokenIntervalMs = 5000;
