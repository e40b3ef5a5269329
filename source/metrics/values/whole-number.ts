/**
Returns the whole number that a text consists of, `undefined` for any other text and for a number that JavaScript cannot
hold exactly (beyond 2⁵³). Unlike `Number`, it does not take an empty text for 0.
*/
export function wholeNumber(text: string | undefined): number | undefined {
	const trimmed = text?.trim() ?? '';
	const value = /^-?\d+$/.test(trimmed) ? Number(trimmed) : Number.NaN;
	return Number.isSafeInteger(value) ? value : undefined;
}

/** Returns the same for what cannot be negative: a counter, a size. */
export function naturalNumber(text: string | undefined): number | undefined {
	const value = wholeNumber(text);
	return value === undefined || value < 0 ? undefined : value;
}
