/** Returns a text as one word of a shell command: `'/media/my disk'`. A text without special characters is unchanged. */
export function shellWord(text: string): string {
	return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
