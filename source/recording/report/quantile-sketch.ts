/** Any two values of one bucket differ from its middle by at most this share of it. */
const relativeError = 0.01;

const growth = (1 + relativeError) / (1 - relativeError);
const logGrowth = Math.log(growth);

/** What is smaller counts as zero, so that the buckets are bounded: about 3000 for all that can be measured. */
const smallest = 1e-9;

/** Sums of many weights are never exact. */
const tolerance = 1e-9;

/** Adds up the weights of values so that quantiles can be told of any number of them in bounded memory. */
export type QuantileSketch = {
	/** A weight is more than 0. */
	add(value: number, weight: number): void;
	/** Within 1 % of the lowest value that, with all below it, has that share of the weight. `undefined` without values. */
	quantile(share: number): number | undefined;
};

/** Buckets whose bounds grow by a constant factor: DDSketch (Masson, Rim and Lee, VLDB 2019). */
export function createQuantileSketch(): QuantileSketch {
	const positive = new Map<number, number>();
	const negative = new Map<number, number>();
	let zeros = 0;
	let total = 0;

	return {
		add(value, weight) {
			total += weight;
			const size = Math.abs(value);
			if (size < smallest) {
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
