import type {Sample} from '../../core/sample.js';

/** A sample with the period that it represents, in epoch milliseconds. */
export type HeldSample = {readonly sample: Sample; readonly startMs: number; readonly endMs: number};

/** Number of intervals before and after an interval with which it is compared. */
const neighbours = 16;

/** An interval that occurs this often among them is typical. */
const typicalCount = 3;

/** Factor by which a gap exceeds the typical interval. */
const tolerance = 1.5;

/**
Yields each sample of a recording with the period that it represents. A record with a span represents the span. Any
other sample represents the time until the next one or, before a gap and at the end, as long as the previous one.
`typicalMs` is the typical interval.
*/
export async function* heldTimes(samples: AsyncIterable<Sample>, typicalMs: number): AsyncGenerator<HeldSample> {
	const waiting: Sample[] = [];
	const before: number[] = [];
	const next = (): readonly HeldSample[] => {
		const [sample, following] = waiting;
		if (!sample) {
			return [];
		}

		const held = heldTime(sample, following, {typicalMs, before, after: () => distancesOf(waiting)});
		waiting.shift();
		if (following) {
			before.push(distanceOf(sample, following));
			before.splice(0, before.length - neighbours);
		}

		return [held];
	};

	for await (const sample of samples) {
		waiting.push(sample);
		if (waiting.length > neighbours) {
			yield* next();
		}
	}

	while (waiting.length > 0) {
		yield* next();
	}
}

type Surroundings = {
	readonly typicalMs: number;
	readonly before: readonly number[];
	after(): readonly number[];
};

function heldTime(sample: Sample, following: Sample | undefined, surroundings: Surroundings): HeldSample {
	const {span, snapshot} = sample;
	const {timestampMs, intervalMs} = snapshot;
	if (span) {
		return {sample, startMs: timestampMs - Math.max(1, span.seconds * 1000), endMs: timestampMs};
	}

	const minMs = Math.max(1, intervalMs);
	const distanceMs = following && distanceOf(sample, following);
	if (distanceMs !== undefined && distanceMs <= 0) {
		// The next sample covers the time from here on, or the clock was set back.
		return {sample, startMs: timestampMs - minMs, endMs: timestampMs};
	}

	return {sample, startMs: timestampMs, endMs: timestampMs + heldMs(distanceMs, minMs, surroundings)};
}

function heldMs(distanceMs: number | undefined, minMs: number, {typicalMs, before, after}: Surroundings): number {
	if (distanceMs !== undefined) {
		const known = Math.max(minMs, typicalMs) * tolerance;
		const isUsual = (): boolean =>
			[...before, ...after()].filter(other => distanceMs <= other * tolerance).length >= typicalCount;
		if (distanceMs <= known || isUsual()) {
			return distanceMs;
		}
	}

	const previousMs = before.at(-1);
	return previousMs === undefined || previousMs <= 0
		? minMs
		: Math.min(previousMs, Math.max(minMs, typicalMs), distanceMs ?? Number.POSITIVE_INFINITY);
}

function distancesOf(samples: readonly Sample[]): readonly number[] {
	return samples.slice(1).map((sample, index) => distanceOf(samples[index] ?? sample, sample));
}

/** Returns the time from a sample to the start of the period of the next one. */
function distanceOf({snapshot}: Sample, following: Sample): number {
	return following.snapshot.timestampMs - (following.span?.seconds ?? 0) * 1000 - snapshot.timestampMs;
}
