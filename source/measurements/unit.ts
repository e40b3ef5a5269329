/** What a unit is called in a schema, how precise a message is in it, and what makes a base unit of it. */
type UnitFacts = {
	/** After the description of a number. */
	readonly suffix: string;
	/** Decimals that a message has. */
	readonly decimals: number;
	/** To the base unit of Prometheus, which has no percent. */
	readonly toBase: (value: number) => number;
};

/** As it was measured. */
export const allDecimals = Number.POSITIVE_INFINITY;

const asIs = (value: number): number => value;
const toRatio = (percent: number): number => percent / 100;

export const units = {
	percent: {suffix: ', in percent', decimals: 2, toBase: toRatio},
	corePercent: {suffix: ', in percent', decimals: 2, toBase: toRatio},
	bytes: {suffix: ', in bytes', decimals: allDecimals, toBase: asIs},
	bytesPerSecond: {suffix: ', in bytes per second', decimals: 0, toBase: asIs},
	perSecond: {suffix: ', per second', decimals: 2, toBase: asIs},
	celsius: {suffix: ', in °C', decimals: allDecimals, toBase: asIs},
	watts: {suffix: ', in watts', decimals: allDecimals, toBase: asIs},
	megahertz: {suffix: ', in MHz', decimals: 2, toBase: value => value * 1e6},
	megabitsPerSecond: {suffix: ', in megabits per second', decimals: allDecimals, toBase: asIs},
	seconds: {suffix: ', in seconds', decimals: 2, toBase: asIs},
	milliseconds: {suffix: ', in milliseconds', decimals: 2, toBase: value => value * (1 / 1000)},
	number: {suffix: '', decimals: allDecimals, toBase: asIs},
} as const satisfies Readonly<Record<string, UnitFacts>>;

/**
What a number of the message counts. `percent` is 0–100 of a whole; `corePercent` has 100 for each core; `bytesPerSecond`
and `perSecond` are rates; `number` has no unit.
*/
export type Unit = keyof typeof units;

// The keys of an object literal are all it has.
export const unitNames = Object.keys(units) as readonly Unit[];
