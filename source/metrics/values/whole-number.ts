/**
Parses an integer. Returns `undefined` for any other text and for numbers that JavaScript cannot represent exactly
(beyond 2⁵³). Unlike `Number`, it does not parse an empty text as 0.
*/
export function wholeNumber(text: string | undefined): number | undefined {
	const trimmed = text?.trim() ?? '';
	const value = /^-?\d+$/.test(trimmed) ? Number(trimmed) : Number.NaN;
	return Number.isSafeInteger(value) ? value : undefined;
}

/** Parses a non-negative integer, such as a counter or a size. */
export function naturalNumber(text: string | undefined): number | undefined {
	const value = wholeNumber(text);
	return value === undefined || value < 0 ? undefined : value;
}
