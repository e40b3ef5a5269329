/** The distances between samples that `<` and `>` step through, in milliseconds. */
const intervalsMs = [100, 200, 500, 1000, 2000, 5000, 10_000, 30_000, 60_000] as const;

/** The next one; the same at the end. */
export function stepInterval(currentMs: number, direction: 'faster' | 'slower'): number {
	return direction === 'faster'
		? (intervalsMs.findLast(step => step < currentMs) ?? currentMs)
		: (intervalsMs.find(step => step > currentMs) ?? currentMs);
}
