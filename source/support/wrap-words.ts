/** Returns the rows of a text with at most `columns` characters each. Words stay whole, also a longer one. */
export function wrapWords(text: string, columns: number): readonly string[] {
	const rows: string[] = [];
	for (const word of text.split(' ')) {
		const row = rows.at(-1);
		if (row !== undefined && row.length + 1 + word.length <= columns) {
			rows[rows.length - 1] = `${row} ${word}`;
		} else {
			rows.push(word);
		}
	}

	return rows;
}
