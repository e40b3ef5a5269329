import stringWidth from 'string-width';

const buttons = {click: 0, wheelUp: 64, wheelDown: 65} as const;

/** The bytes that a terminal sends when the mouse does something at a cell, counted from 0, in mode 1006. */
export function mouseBytes(kind: keyof typeof buttons, column: number, row: number): string {
	const place = `${buttons[kind]};${column + 1};${row + 1}`;
	return kind === 'click' ? `\u001B[<${place}M\u001B[<${place}m` : `\u001B[<${place}M`;
}

/** The same where a text stands on the screen. */
export function mouseAt(kind: keyof typeof buttons, rows: readonly string[], text: string): string {
	const row = rows.findIndex(candidate => candidate.includes(text));
	if (row === -1) {
		throw new Error(`"${text}" is not on the screen:\n${rows.join('\n')}`);
	}

	const [before = ''] = rows[row]?.split(text) ?? [];
	return mouseBytes(kind, stringWidth(before), row);
}
