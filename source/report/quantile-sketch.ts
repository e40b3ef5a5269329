/** Any two values of one bucket differ from its middle by at most this share of it. */
const relativeError = 0.01;

const growth = (1 + relativeError) / (1 - relativeError);
const logGrowth = Math.log(growth);

/** What is smaller counts as zero, so that the buckets are bounded: about 3000 for all that can be measured. */
const smallest = 1e-9;

/** Counts values so that quantiles can be told of any number of them in bounded memory. */
export type QuantileSketch = {
	add(value: number): void;
	/** Within 1 % of the value at that share of the ranks. `undefined` without values. */
	quantile(share: number): number | undefined;
};

/** Buckets whose bounds grow by a constant factor: DDSketch (Masson, Rim and Lee, VLDB 2019). */
export function createQuantileSketch(): QuantileSketch {
	const positive = new Map<number, number>();
	const negative = new Map<number, number>();
	let zeros = 0;
	let count = 0;

	return {
		add(value) {
			count += 1;
			const size = Math.abs(value);
			if (size < smallest) {
				zeros += 1;
				return;
			}

			const buckets = value < 0 ? negative : positive;
			const bucket = Math.ceil(Math.log(size) / logGrowth);
			buckets.set(bucket, (buckets.get(bucket) ?? 0) + 1);
		},
		quantile(share) {
			const descending = [...negative].sort(([left], [right]) => right - left);
			const ascending = [...positive].sort(([left], [right]) => left - right);
			const ordered = [
				...descending.map(([bucket, members]) => ({value: -middle(bucket), members})),
				{value: 0, members: zeros},
				...ascending.map(([bucket, members]) => ({value: middle(bucket), members})),
			];
			let left = Math.max(0, Math.floor(share * (count - 1)));
			for (const {value, members} of ordered) {
				left -= members;
				if (left < 0) {
					return value;
				}
			}

			return undefined;
		},
	};
}

function middle(bucket: number): number {
	return (2 * growth ** bucket) / (growth + 1);
}
