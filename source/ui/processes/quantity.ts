import type {NumberKind} from './fields.js';

/** A number in a filter. `isShare`: it was given in percent. */
export type Quantity = {readonly amount: number; readonly isShare: boolean};

type Units = {
	/** Factor of each unit; the empty unit is that of a number alone. */
	readonly factors: Readonly<Record<string, number>>;
	/** Matches an ending that changes nothing, such as `/s` of a rate. */
	readonly ending: RegExp;
	/** Whether `%` is allowed. */
	readonly hasShare?: boolean;
	/** Completes "expected". */
	readonly allowed: string;
};

const plain: Units = {factors: {'': 1}, ending: /$/, allowed: 'a number without a unit'};
const scaled = (base: number, ending: RegExp, allowed: string): Units => ({
	factors: {'': 1, k: base, m: base ** 2, g: base ** 3, t: base ** 4},
	ending,
	allowed,
});

const units: Readonly<Record<NumberKind, Units>> = {
	count: plain,
	moment: plain,
	percent: {factors: {'': 1}, ending: /$/, hasShare: true, allowed: 'a number in %, such as 5 or 5%'},
	bytes: {...scaled(1024, /i?b?$/i, 'a size, such as 200m, 1.5g or 10%'), hasShare: true},
	rate: scaled(1000, /b?(?:\/s)?$/i, 'bytes per second, such as 500k or 1m'),
	events: {factors: {'': 1, k: 1000}, ending: /(?:\/s)?$/, allowed: 'a number per second, such as 100'},
	duration: {
		factors: {'': 1, s: 1, m: 60, h: 3600, d: 86_400},
		ending: /$/,
		allowed: 'a time, such as 90s, 10m, 2h or 3d',
	},
};

/** Parses a number with the units that fit its kind. Returns an error message when they do not fit. */
export function parseQuantity(text: string, kind: NumberKind): Quantity | string {
	const {factors, ending, hasShare = false, allowed} = units[kind];
	const [, number = '', rest = ''] = /^(-?\d+(?:\.\d+)?)(.*)$/.exec(text) ?? [];
	const isShare = hasShare && rest === '%';
	const factor = isShare ? 1 : new Map(Object.entries(factors)).get(rest.replace(ending, '').toLowerCase());
	return number === '' || factor === undefined ? `expected ${allowed}` : {amount: Number(number) * factor, isShare};
}
