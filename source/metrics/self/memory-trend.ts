/** The resident set averaged over a minute. */
export type MemoryPoint = {
	readonly atMs: number;
	readonly bytes: number;
	/** The whole heap was collected in that minute. */
	readonly hasMajorGc: boolean;
};

const hourMs = 3_600_000;
const mebibyte = 1024 ** 2;

/** Below this a slope says more of the start than of the program. */
const minTrendMs = 10 * 60_000;

/** A leak is judged over this long, in quarters. */
const leakWindowMs = 55 * 60_000;
/** Growth that is worth a word: both, so that neither a small nor a large program is blamed for its normal movement. */
const leakBytes = 32 * mebibyte;
const leakShare = 0.25;
/** Each quarter must carry at least this share of a quarter of the growth. */
const steadyShare = 0.5;

/** The slope in bytes per hour, by least squares. `undefined` until the points span ten minutes. */
export function memoryTrend(points: readonly MemoryPoint[]): number | undefined {
	if (spanMs(points) < minTrendMs) {
		return undefined;
	}

	const meanAt = mean(points.map(({atMs}) => atMs));
	const meanBytes = mean(points.map(({bytes}) => bytes));
	const covariance = sum(points.map(({atMs, bytes}) => (atMs - meanAt) * (bytes - meanBytes)));
	const variance = sum(points.map(({atMs}) => (atMs - meanAt) ** 2));
	return (covariance / variance) * hourMs;
}

/**
Why the memory seems to leak, or `undefined`.

Judges the floor, for garbage makes the level go up and down: the least of each quarter of the last hour. A leak lifts the
floor from every quarter to the next, by about as much each time. Warming up slows down, a step lifts one quarter alone,
and noise does not last. Nothing is said when the heap was not collected in the last quarter: all of it may be garbage.
*/
export function leakWarning(points: readonly MemoryPoint[]): string | undefined {
	const spannedMs = spanMs(points);
	const [first, second, third, fourth] = quarters(points).map(floor);
	if (
		spannedMs < leakWindowMs ||
		first === undefined ||
		second === undefined ||
		third === undefined ||
		fourth === undefined
	) {
		return undefined;
	}

	const growth = fourth - first;
	const rises = [second - first, third - second, fourth - third];
	const isLarge = growth >= leakBytes && growth >= first * leakShare;
	const isSteady = rises.every(rise => rise >= (growth / rises.length) * steadyShare);
	const isCollected = quarters(points)[3]?.some(({hasMajorGc}) => hasMajorGc) ?? false;
	return isLarge && isSteady && isCollected
		? `the resident set rose steadily from ${mebibytes(first)} to ${mebibytes(fourth)} within ${Math.round(spannedMs / 60_000)} min`
		: undefined;
}

function quarters(points: readonly MemoryPoint[]): ReadonlyArray<readonly MemoryPoint[]> {
	const startMs = points[0]?.atMs ?? 0;
	const quarterMs = spanMs(points) / 4;
	const quarterOf = ({atMs}: MemoryPoint): number => Math.min(3, Math.floor((atMs - startMs) / quarterMs));
	return [0, 1, 2, 3].map(quarter => points.filter(point => quarterOf(point) === quarter));
}

function floor(points: readonly MemoryPoint[]): number | undefined {
	return points.length === 0 ? undefined : Math.min(...points.map(({bytes}) => bytes));
}

function spanMs(points: readonly MemoryPoint[]): number {
	return (points.at(-1)?.atMs ?? 0) - (points[0]?.atMs ?? 0);
}

function sum(values: readonly number[]): number {
	return values.reduce((total, value) => total + value, 0);
}

function mean(values: readonly number[]): number {
	return sum(values) / values.length;
}

function mebibytes(bytes: number): string {
	return `${Math.round(bytes / mebibyte)} MiB`;
}
