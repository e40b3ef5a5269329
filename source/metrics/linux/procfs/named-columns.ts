import {naturalNumber} from '../../values/whole-number.js';

/** A function that returns counters of a text, `undefined` for those that it does not contain. */
export type ReadColumns<Name extends string> = (text: string) => {readonly [Key in Name]: number | undefined};

/**
Returns a function that reads counters of `/proc/net/snmp` or `/proc/net/netstat` by name. Each group has two lines, one
with names and one with values:

	Tcp: RtoAlgorithm RtoMin … OutSegs RetransSegs …
	Tcp: 1 200 … 13661287 75774 …

Kernels differ in the number and order of the columns. The columns are found again only when the line of names changes.
*/
export function namedColumns<const Name extends string>(group: string, names: readonly Name[]): ReadColumns<Name> {
	const start = `${group}: `;
	let header = '';
	let columns: readonly (readonly [name: Name, column: number])[] = [];

	return text => {
		const at = lineStart(text, start);
		if (header === '' || !text.startsWith(header, at)) {
			header = at === -1 ? '' : text.slice(at, endOfLine(text, at) + 1);
			const found = header.trimEnd().split(' ');
			columns = names.map(name => [name, found.indexOf(name)]);
		}

		const valuesAt = at + header.length;
		const values = text.startsWith(start, valuesAt) ? text.slice(valuesAt, endOfLine(text, valuesAt)) : '';
		// The columns are those of the names.
		return Object.fromEntries(
			columns.map(([name, column]) => [name, column < 1 ? undefined : naturalNumber(nthWord(values, column))]),
		) as {[Key in Name]: number | undefined};
	};
}

/** Returns the position of the line that begins with `start`, or -1. */
function lineStart(text: string, start: string): number {
	if (text.startsWith(start)) {
		return 0;
	}

	const before = text.indexOf(`\n${start}`);
	return before === -1 ? -1 : before + 1;
}

function endOfLine(text: string, at: number): number {
	const end = text.indexOf('\n', at);
	return end === -1 ? text.length : end;
}

/** Returns a word of a line, without splitting a line of 130 words. */
function nthWord(line: string, index: number): string | undefined {
	let at = 0;
	for (let word = 0; word < index; word++) {
		const space = line.indexOf(' ', at);
		if (space === -1) {
			return undefined;
		}

		at = space + 1;
	}

	const end = line.indexOf(' ', at);
	return line.slice(at, end === -1 ? undefined : end);
}
