import {naturalNumber} from '../../values/whole-number.js';

/** A function that returns counters of a text. Those that it does not contain are absent. */
export type ReadColumns<Name extends string> = (text: string) => {readonly [Key in Name]?: number | undefined};

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
	/** The names with their columns, ascending, so that a line is read once. */
	let columns: readonly (readonly [name: Name, column: number])[] = [];

	return text => {
		const at = lineStart(text, start);
		if (header === '' || !text.startsWith(header, at)) {
			header = at === -1 ? '' : text.slice(at, endOfLine(text, at) + 1);
			const found = header.trimEnd().split(' ');
			columns = names
				.map(name => [name, found.indexOf(name)] as const)
				.filter(([, column]) => column > 0)
				.sort(([, left], [, right]) => left - right);
		}

		const counters: {[Key in Name]?: number | undefined} = {};
		let position = at + header.length;
		if (header !== '' && text.startsWith(start, position)) {
			const end = endOfLine(text, position);
			let column = 0;
			for (const [name, wanted] of columns) {
				for (; column < wanted && position !== 0; column++) {
					position = text.indexOf(' ', position) + 1;
				}

				if (position === 0 || position > end) {
					break;
				}

				const space = text.indexOf(' ', position);
				counters[name] = naturalNumber(text.slice(position, space === -1 || space > end ? end : space));
			}
		}

		return counters;
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
