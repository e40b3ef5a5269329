/** Maximum relative difference of a value from the middle of its bucket. */
const relativeError = 0.01;

const growth = (1 + relativeError) / (1 - relativeError);
const logGrowth = Math.log(growth);

/** Smaller values count as zero, which limits the number of buckets to about 3000. */
const minValue = 1e-9;

/** Tolerance for the rounding of sums. */
const tolerance = 1e-9;

/** A sketch that computes quantiles of any number of weighted values in bounded memory. */
export type QuantileSketch = {
	/** Adds a value with a weight greater than 0. */
	add(value: number, weight: number): void;
	/** Returns a quantile within 1 %. `undefined` without values. */
	quantile(share: number): number | undefined;
};

/**
Returns an empty sketch with buckets whose bounds grow by a constant factor: DDSketch (Masson, Rim and Lee, VLDB 2019).
*/
export function createQuantileSketch(): QuantileSketch {
	const positive = new Map<number, number>();
	const negative = new Map<number, number>();
	let zeros = 0;
	let total = 0;

	return {
		add(value, weight) {
			total += weight;
			const size = Math.abs(value);
			if (size < minValue) {
				zeros += weight;
				return;
			}

			const buckets = value < 0 ? negative : positive;
			const bucket = Math.ceil(Math.log(size) / logGrowth);
			buckets.set(bucket, (buckets.get(bucket) ?? 0) + weight);
		},
		quantile(share) {
			const descending = [...negative].sort(([left], [right]) => right - left);
			const ascending = [...positive].sort(([left], [right]) => left - right);
			const ordered = [
				...descending.map(([bucket, weight]) => ({value: -middle(bucket), weight})),
				{value: 0, weight: zeros},
				...ascending.map(([bucket, weight]) => ({value: middle(bucket), weight})),
			].filter(({weight}) => weight > 0);
			let left = total * (share - tolerance);
			for (const {value, weight} of ordered) {
				left -= weight;
				if (left <= 0) {
					return value;
				}
			}

			return ordered.at(-1)?.value;
		},
	};
}

function middle(bucket: number): number {
	return (2 * growth ** bucket) / (growth + 1);
}
