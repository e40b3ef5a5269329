const eighths = ['▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'] as const;

/**
Formats a share of 0–100 as a bar of `width` characters: `████▌░░░░░`. A missing share is an empty bar. A share above 0
has at least the smallest step.
*/
export function formatBar(
	percent: number | undefined,
	width: number,
	{isAscii = false}: {readonly isAscii?: boolean} = {},
): string {
	const {filled, rest} = fillBar(percent, width, isAscii ? ['#'] : eighths);
	return filled + (isAscii ? '.' : '░').repeat(rest);
}

/**
Returns the filled part of a bar and the number of remaining cells. `steps` are the characters from the smallest part of
a cell to a whole one.
*/
export function fillBar(
	percent: number | undefined,
	width: number,
	steps: readonly string[],
): {readonly filled: string; readonly rest: number} {
	if (percent === undefined || width <= 0) {
		return {filled: '', rest: Math.max(0, width)};
	}

	const share = Math.min(100, Math.max(0, percent)) / 100;
	const filledSteps = Math.max(share > 0 ? 1 : 0, Math.round(share * width * steps.length));
	const full = Math.floor(filledSteps / steps.length);
	const part = steps[(filledSteps % steps.length) - 1] ?? '';
	return {filled: (steps.at(-1) ?? '').repeat(full) + part, rest: width - full - (part === '' ? 0 : 1)};
}
