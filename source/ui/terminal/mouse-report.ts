/** What the mouse did, where: cells counted from 0, from the top left. */
export type MouseReport = {
	readonly kind: 'click' | 'wheelUp' | 'wheelDown' | 'other';
	readonly column: number;
	readonly row: number;
};

/**
A report in the form that mode 1006 of xterm asks for, without the escape that begins it: `[<0;10;5M` is the left button
pressed, `m` at its end one let go, 64 and 65 are the wheel, 4, 8 and 16 keys that are held. `undefined` for what is none.
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

/** Buttons and wheel are reported, with places beyond column 223; movements are not. */
export const mouseOn = '\u{1B}[?1000h\u{1B}[?1006h';
export const mouseOff = '\u{1B}[?1006l\u{1B}[?1000l';
