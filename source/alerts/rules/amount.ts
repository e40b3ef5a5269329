import type {Unit} from '../../measurements/unit.js';
import {formatBytes, formatDuration, formatPercent, formatRate} from '../../support/format.js';

/** Unit suffixes and their factors. */
type Factors = {readonly [suffix: string]: number};

const binary: Factors = {KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3, TiB: 1024 ** 4, PiB: 1024 ** 5};
const decimal: Factors = {kB: 1e3, KB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12, PB: 1e15};
/** Suffixes of `df -h` and `ls -h`. */
const letters: Factors = {K: 1024, M: 1024 ** 2, G: 1024 ** 3, T: 1024 ** 4, P: 1024 ** 5};

type Spelling = {readonly factors: Factors; readonly example: string; readonly format: (value: number) => string};

const spellings: {readonly [Name in Unit]: Spelling} = {
	percent: {factors: {'%': 1}, example: '80 or 80%', format: formatPercent},
	corePercent: {factors: {'%': 1}, example: '80 or 80%', format: formatPercent},
	bytes: {
		factors: {B: 1, ...letters, ...binary, ...decimal},
		example: '1GiB, 500MB or 1073741824',
		format: formatBytes,
	},
	bytesPerSecond: {
		factors: perSecond({B: 1, ...binary, ...decimal}),
		example: '10MB/s, 500KiB/s or 10000000',
		format: formatRate,
	},
	perSecond: {factors: {'/s': 1}, example: '5 or 5/s', format: value => `${short(value)}/s`},
	celsius: {factors: {C: 1, '°C': 1}, example: '85 or 85C', format: value => `${short(value)} °C`},
	watts: {factors: {W: 1, kW: 1000}, example: '300 or 300W', format: value => `${short(value)} W`},
	megahertz: {factors: {MHz: 1, GHz: 1000}, example: '3200 or 3.2GHz', format: value => `${short(value)} MHz`},
	megabitsPerSecond: {
		factors: {'Mbit/s': 1, 'Gbit/s': 1000},
		example: '1000 or 1Gbit/s',
		format: value => `${short(value)} Mbit/s`,
	},
	seconds: {factors: {s: 1, m: 60, h: 3600, d: 86_400}, example: '3600, 1h or 7d', format: formatDuration},
	milliseconds: {factors: {ms: 1, s: 1000}, example: '50 or 50ms', format: value => `${short(value)} ms`},
	number: {factors: {}, example: '500', format: short},
};

/** Parses an amount with an optional unit suffix. Throws an error with an example of the syntax. */
export function parseAmount(text: string, unit: Unit): number {
	const {factors, example} = spellings[unit];
	const [, digits, suffix = ''] = /^(-?\d+(?:\.\d+)?) ?(\D*)$/.exec(text) ?? [];
	const factor = suffix === '' ? 1 : Object.hasOwn(factors, suffix) ? factors[suffix] : undefined;
	if (digits === undefined || factor === undefined) {
		throw new Error(`"${text}" is not a valid amount; examples: ${example}`);
	}

	return Number(digits) * factor;
}

/** Formats an amount with its unit: `85.5%`, `1.00 GiB`, `72 °C`. */
export function formatAmount(value: number, unit: Unit): string {
	return spellings[unit].format(value);
}

function perSecond(factors: Factors): Factors {
	return {
		...factors,
		...Object.fromEntries(Object.entries(factors).map(([suffix, factor]) => [`${suffix}/s`, factor])),
	};
}

function short(value: number): string {
	return String(Math.round(value * 100) / 100);
}
