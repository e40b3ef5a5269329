/**
Compares two names of the kernel for sorting in natural order: `cpu2` before `cpu10`. Numbers compare by value, everything else
by code units. `Intl.Collator` would load the rules of all languages for that, which takes longer than a measurement.
*/
export function naturalOrder(a: string, b: string): number {
	const others = b.split(digits);
	for (const [index, part] of a.split(digits).entries()) {
		const other = others[index] ?? '';
		// Digits are at the odd indices.
		const order = index % 2 === 1 ? Number(part) - Number(other) : 0;
		if (order !== 0 || part !== other) {
			return order !== 0 ? order : part < other ? -1 : 1;
		}
	}

	return a.length - b.length;
}

const digits = /(\d+)/;
