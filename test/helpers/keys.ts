const named: ReadonlyMap<string, string> = new Map([
	['enter', '\r'],
	['escape', '\u001B'],
	['tab', '\t'],
	['shift-tab', '\u001B[Z'],
	['space', ' '],
	['backspace', '\u007F'],
	['up', '\u001B[A'],
	['down', '\u001B[B'],
	['right', '\u001B[C'],
	['left', '\u001B[D'],
	['end', '\u001B[F'],
	['home', '\u001B[H'],
	['delete', '\u001B[3~'],
	['page-up', '\u001B[5~'],
	['page-down', '\u001B[6~'],
]);

/** The bytes a terminal sends for a key: a name, `ctrl-` and a letter, or the character itself. */
export function keyBytes(key: string): string {
	const bytes = named.get(key) ?? controlByte(key) ?? (key.length === 1 ? key : undefined);
	if (bytes === undefined) {
		throw new Error(
			`unknown key ${key}: a single character, ctrl-a … ctrl-z or one of ${[...named.keys()].join(', ')}`,
		);
	}

	return bytes;
}

function controlByte(key: string): string | undefined {
	const letter = /^ctrl-([a-z])$/.exec(key)?.[1];
	return letter === undefined ? undefined : String.fromCharCode(letter.charCodeAt(0) & 0x1f);
}
