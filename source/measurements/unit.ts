/** The properties of a unit: its name in a schema, its precision in a message and its conversion to the base unit. */
type UnitFacts = {
	/** The text that follows the description of a number. */
	readonly suffix: string;
	/** The number of decimals in a message. */
	readonly decimals: number;
	/** Converts a value to the base unit that Prometheus uses: ratios instead of percent. */
	readonly toBase: (value: number) => number;
};

/** No rounding. */
export const allDecimals = Number.POSITIVE_INFINITY;

const unchanged = (value: number): number => value;
const toRatio = (percent: number): number => percent / 100;

export const units = {
	percent: {suffix: ', in percent', decimals: 2, toBase: toRatio},
	corePercent: {suffix: ', in percent', decimals: 2, toBase: toRatio},
	bytes: {suffix: ', in bytes', decimals: allDecimals, toBase: unchanged},
	bytesPerSecond: {suffix: ', in bytes per second', decimals: 0, toBase: unchanged},
	perSecond: {suffix: ', per second', decimals: 2, toBase: unchanged},
	celsius: {suffix: ', in °C', decimals: allDecimals, toBase: unchanged},
	watts: {suffix: ', in watts', decimals: allDecimals, toBase: unchanged},
	megahertz: {suffix: ', in MHz', decimals: 2, toBase: value => value * 1e6},
	megabitsPerSecond: {suffix: ', in megabits per second', decimals: allDecimals, toBase: unchanged},
	seconds: {suffix: ', in seconds', decimals: 2, toBase: unchanged},
	milliseconds: {suffix: ', in milliseconds', decimals: 2, toBase: value => value * (1 / 1000)},
	number: {suffix: '', decimals: allDecimals, toBase: unchanged},
} as const satisfies Readonly<Record<string, UnitFacts>>;

/**
The unit of a number in a message. `percent` is 0–100 of a whole; with `corePercent`, 100 is one core; `bytesPerSecond` and
`perSecond` are rates; `number` has no unit.
*/
export type Unit = keyof typeof units;

// The keys of an object literal are all it has.
export const unitNames = Object.keys(units) as readonly Unit[];
