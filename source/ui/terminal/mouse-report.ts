/** A mouse event; column and row count from 0 at the top left. */
export type MouseReport = {
	/** A double click follows the click with which it began. */
	readonly kind: 'click' | 'doubleClick' | 'wheelUp' | 'wheelDown' | 'other';
	readonly column: number;
	readonly row: number;
};

/**
Parses a mouse report in SGR format (xterm mode 1006), without its leading escape: `[<0;10;5M` is the left button pressed, a
final `m` is a release, buttons 64 and 65 are the wheel, and 4, 8 and 16 are modifier bits. Returns `undefined` for anything
else.
*/
export function parseMouseReport(input: string): MouseReport | undefined {
	const [, button = '', column = '', row = '', end] = /^\[<(\d+);(\d+);(\d+)([Mm])$/.exec(input) ?? [];
	return end === undefined
		? undefined
		: {kind: end === 'M' ? kindOf(Number(button)) : 'other', column: Number(column) - 1, row: Number(row) - 1};
}

function kindOf(button: number): MouseReport['kind'] {
	switch (button) {
		case 0:
			return 'click';
		case 64:
			return 'wheelUp';
		case 65:
			return 'wheelDown';
		default:
			return 'other';
	}
}

/** Enables reports of buttons and wheel, also beyond column 223, but not of movements. */
export const mouseOn = '\u{1B}[?1000h\u{1B}[?1006h';
export const mouseOff = '\u{1B}[?1006l\u{1B}[?1000l';
