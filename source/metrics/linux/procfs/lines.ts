/** Receives why a line was left out. */
export type OnOddLine = (reason: string) => void;

/**
Parses a file line by line. A line that `parse` does not understand is left out and reported to `onOdd`: it costs no other
line. Throws when no line at all is understood.

`parse` returns `undefined` for an odd line; `expected` says what a line looks like.
*/
export function parseLines<Row>(
	text: string,
	{
		file,
		expected,
		parse,
		onOdd = () => {},
	}: {
		readonly file: string;
		readonly expected: string;
		readonly parse: (line: string) => Row | undefined;
		readonly onOdd?: OnOddLine | undefined;
	},
): readonly Row[] {
	const lines = text.split('\n').filter(line => line !== '');
	const rows: Row[] = [];
	let odd: string | undefined;
	for (const line of lines) {
		const row = parse(line);
		if (row === undefined) {
			odd = `${file}: expected ${expected}, found "${line.slice(0, maxQuote)}"`;
			onOdd(odd);
		} else {
			rows.push(row);
		}
	}

	if (rows.length === 0 && odd !== undefined) {
		throw new Error(odd);
	}

	return rows;
}

const maxQuote = 200;
