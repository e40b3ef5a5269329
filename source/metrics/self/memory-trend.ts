/** The mean resident set of a minute. */
export type MemoryPoint = {
	readonly atMs: number;
	readonly bytes: number;
	/** Whether the whole heap was collected in that minute. */
	readonly hasMajorGc: boolean;
};

const hourMs = 3_600_000;
const mebibyte = 1024 ** 2;

/** Minimum time for a trend: earlier slopes reflect the start of the program. */
const minTrendMs = 10 * 60_000;

/** Period for leak detection, divided into quarters. */
const leakWindowMs = 55 * 60_000;
/**
Minimum growth for a warning, absolute and relative, so that normal changes of small and large programs cause none.
*/
const leakBytes = 32 * mebibyte;
const leakShare = 0.25;
/** Each quarter must have at least this share of a quarter of the growth. */
const steadyShare = 0.5;

/** Returns the trend in bytes per hour by least squares. `undefined` until the points span ten minutes. */
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
Returns a warning when the memory appears to leak, otherwise `undefined`.

Compares the minimum of each quarter of the last hour, because garbage makes the level fluctuate. A leak raises the
minimum from each quarter to the next by a similar amount. Warm-up slows down, a step raises only one quarter, and noise
does not last. There is no warning when the heap was not collected in the last quarter, because the growth may be
garbage.
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
