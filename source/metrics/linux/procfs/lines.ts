/** A function that receives the reason why a line was skipped. */
export type OnInvalidLine = (reason: string) => void;

/**
Parses a file line by line. Invalid lines are skipped and reported to `onInvalid`. Throws when no line is valid.

`parse` returns `undefined` for an invalid line; `expected` describes the format of a line.
*/
export function parseLines<Row>(
	text: string,
	{
		file,
		expected,
		parse,
		onInvalid = () => {},
	}: {
		readonly file: string;
		readonly expected: string;
		readonly parse: (line: string) => Row | undefined;
		readonly onInvalid?: OnInvalidLine | undefined;
	},
): readonly Row[] {
	const lines = text.split('\n').filter(line => line !== '');
	const rows: Row[] = [];
	let odd: string | undefined;
	for (const line of lines) {
		const row = parse(line);
		if (row === undefined) {
			odd = `${file}: expected ${expected}, found "${line.slice(0, maxQuote)}"`;
			onInvalid(odd);
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

/** A function that returns the function which parses the lines of the next text. */
export type NextLines<Row> = () => (line: string) => Row | undefined;

/**
Returns a parser that parses only the lines that changed since the previous text, because most devices are idle. Unchanged
lines give the same objects again.
*/
export function changedLines<Row>(parse: (line: string) => Row | undefined): NextLines<Row> {
	let seen = new Map<string, Row>();

	return () => {
		const known = seen;
		const next = new Map<string, Row>();
		seen = next;
		return line => {
			const row = known.get(line) ?? parse(line);
			if (row !== undefined) {
				next.set(line, row);
			}

			return row;
		};
	};
}
