/** Number of colours of a terminal. */
export type ColorDepth = 'none' | '16' | '256' | 'truecolor';

/**
Returns the colour depth. With `auto` it follows `NO_COLOR` (any non-empty value), `FORCE_COLOR` (0–3), `COLORTERM` and
`TERM`, as described at https://no-color.org and https://force-color.org.
*/
export function colorDepth(
	choice: 'auto' | ColorDepth,
	environment: Readonly<Record<string, string | undefined>>,
): ColorDepth {
	if (choice !== 'auto') {
		return choice;
	}

	const {NO_COLOR, FORCE_COLOR, COLORTERM, TERM = '', TERM_PROGRAM} = environment;
	if (NO_COLOR) {
		return 'none';
	}

	switch (FORCE_COLOR) {
		case '0':
		case 'false':
			return 'none';
		case '1':
			return '16';
		case '2':
			return '256';
		case '3':
			return 'truecolor';
		default:
			break;
	}

	// Terminals of the VT series and those that their names call monochrome.
	if (TERM === 'dumb' || /^vt\d|-m(?:ono)?$/.test(TERM)) {
		return 'none';
	}

	if (/^(?:truecolor|24bit)$/i.test(COLORTERM ?? '') || /-direct$|^xterm-(?:kitty|ghostty)$|^alacritty/.test(TERM)) {
		return 'truecolor';
	}

	if (/256/.test(TERM) || TERM_PROGRAM === 'Apple_Terminal') {
		return '256';
	}

	return '16';
}
