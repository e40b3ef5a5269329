/** A number over time: its latest values with their monotonic times, the oldest first. */
export type Trend = readonly Point[];

type Point = {readonly atMs: number; readonly value: number};

/** Returns the trend with a value. Values closer than `spacingMs` to the previous one are left out. */
export function withValue(trend: Trend, atMs: number, value: number, spacingMs: number, maxPoints: number): Trend {
	const latest = trend.at(-1);
	if (latest && atMs - latest.atMs < spacingMs) {
		return trend;
	}

	return [...trend.slice(1 - maxPoints), {atMs, value}];
}

/** A steady growth. */
export type Growth = {readonly perSecond: number; readonly total: number; readonly seconds: number};

/** Minimum share of the steps that are upward. */
const minUpward = 0.8;

/**
Returns the growth of a trend. `undefined` when it does not grow steadily: in most steps, in both halves, and without a
half in which almost all of it happened.
*/
export function growthOf(trend: Trend, minSeconds: number, minPoints = 4): Growth | undefined {
	const first = trend[0];
	const last = trend.at(-1);
	const middle = trend[Math.floor(trend.length / 2)];
	if (!first || !last || !middle || trend.length < minPoints || last.atMs - first.atMs < minSeconds * 1000) {
		return undefined;
	}

	const total = last.value - first.value;
	// True of most processes, of which each is examined at every diagnosis.
	if (total <= 0) {
		return undefined;
	}

	const firstHalf = middle.value - first.value;
	const isSteady =
		upwardSteps(trend) >= (trend.length - 1) * minUpward && firstHalf > total * 0.2 && firstHalf < total * 0.8;
	const seconds = (last.atMs - first.atMs) / 1000;
	return isSteady ? {perSecond: total / seconds, total, seconds} : undefined;
}

function upwardSteps(trend: Trend): number {
	let count = 0;
	let before: number | undefined;
	for (const {value} of trend) {
		count += before !== undefined && value > before ? 1 : 0;
		before = value;
	}

	return count;
}

/** Returns the mean of the values of the last `seconds`. `undefined` without values. */
export function meanOf(trend: Trend, seconds: number): number | undefined {
	const recent = lastOf(trend, seconds);
	return recent.length === 0 ? undefined : recent.reduce((sum, {value}) => sum + value, 0) / recent.length;
}

/** Returns by how much a counter grew over the last `seconds`; 0 when that is unknown. */
export function increaseOf(trend: Trend, seconds: number): number {
	const recent = lastOf(trend, seconds);
	return Math.max(0, (recent.at(-1)?.value ?? 0) - (recent[0]?.value ?? 0));
}

/** Returns the time that a trend covers, in seconds. */
export function secondsOf(trend: Trend): number {
	return ((trend.at(-1)?.atMs ?? 0) - (trend[0]?.atMs ?? 0)) / 1000;
}

function lastOf(trend: Trend, seconds: number): Trend {
	const fromMs = (trend.at(-1)?.atMs ?? 0) - seconds * 1000;
	return trend.filter(({atMs}) => atMs >= fromMs);
}
