/** Characters that take one cell each whatever their neighbours are: no emoji, no marks, nothing wide or invisible. */
const singleCells: readonly (readonly [first: number, last: number])[] = [
	[0x20, 0x7e], // ASCII
	[0xa1, 0xac], // Latin, without the no-break space
	[0xae, 0x24f], // and the soft hyphen
	[0x391, 0x3a1], // Greek letters
	[0x3a3, 0x3c9],
	[0x410, 0x44f], // Cyrillic letters
	[0x2010, 0x2027], // dashes, quotes, bullets, ellipsis
	[0x2030, 0x203b], // per mille, primes, quotes
	[0x2070, 0x2070], // superscript and subscript digits
	[0x2074, 0x208e],
	[0x20ac, 0x20ac], // euro
	[0x2190, 0x2319], // arrows, mathematical operators, technical signs
	[0x231c, 0x2328], // without watch and hourglass
	[0x23ce, 0x23ce],
	[0x23f4, 0x23fa],
	[0x2500, 0x25fc], // box drawing, block elements, geometric shapes
	[0x2605, 0x2606], // stars
	[0x26a0, 0x26a0], // warning sign
	[0x2713, 0x2718], // check marks and crosses
	[0x276e, 0x276f], // chevrons
	[0x2800, 0x28ff], // braille
];

const isSingleCell = new Uint8Array(0x1_00_00);
for (const [first, last] of singleCells) {
	isSingleCell.fill(1, first, last + 1);
}

/**
Returns the number of cells of a line of single cells and SGR codes; `undefined` for any other line. Each character of such
a line is a cell, so neither grapheme clusters nor character widths are looked up.
*/
export function simpleWidth(line: string): number | undefined {
	let width = 0;
	for (let index = 0; index < line.length; index++) {
		if (isSingleCell[line.charCodeAt(index)] === 1) {
			width++;
			continue;
		}

		const end = sgrEnd(line, index);
		if (end === undefined) {
			return undefined;
		}

		index = end;
	}

	return width;
}

/** Returns the index of the `m` that ends the SGR code at `start`, if there is one. */
function sgrEnd(line: string, start: number): number | undefined {
	if (!line.startsWith('\u001B[', start)) {
		return undefined;
	}

	let end = start + 2;
	while (isParameter(line.charCodeAt(end))) {
		end++;
	}

	return line[end] === 'm' ? end : undefined;
}

/** Returns whether the unit is a digit or a semicolon. */
const isParameter = (unit: number): boolean => (unit >= 0x30 && unit <= 0x39) || unit === 0x3b;
