/** An edition for tests: its length depends on its number, and all bytes are equal. */
export function editionOf(number: number): Uint8Array {
	return new Uint8Array(1 + ((number * 31) % 5000)).fill(number);
}

export function isEdition(bytes: Uint8Array, number: number): boolean {
	const expected = editionOf(number);
	return bytes.length === expected.length && bytes.every((byte, index) => byte === expected[index]);
}
