import type {CpuShares} from '../../metrics/snapshot.js';
import {joinSpans, type Line, span} from '../drawing/line.js';
import type {Role} from '../theme/role.js';

/** A mode of processor time, named and divided as in top: `us` without niced time, `sy` without interrupts. */
export type ModeName = 'us' | 'sy' | 'ni' | 'io' | 'irq' | 'st';

type Mode = {
	/** Returns `undefined` where the platform does not report the mode. */
	readonly percent: (shares: CpuShares) => number | undefined;
	/** Share from which it deserves attention: the work of programs does not advance in this time. */
	readonly notable: number;
};

const modes: Readonly<Record<ModeName, Mode>> = {
	us: {percent: ({userPercent, nicePercent}) => without(userPercent, nicePercent), notable: Number.POSITIVE_INFINITY},
	sy: {percent: shares => without(shares.systemPercent, interrupts(shares)), notable: Number.POSITIVE_INFINITY},
	ni: {percent: ({nicePercent}) => nicePercent, notable: Number.POSITIVE_INFINITY},
	io: {percent: ({iowaitPercent}) => iowaitPercent, notable: 20},
	irq: {percent: interrupts, notable: 20},
	st: {percent: ({stealPercent}) => stealPercent, notable: 10},
};

/** All modes, in the order of top. */
export const allModes: readonly ModeName[] = ['us', 'sy', 'ni', 'io', 'irq', 'st'];

const byImportance: readonly ModeName[] = ['us', 'sy', 'io', 'irq', 'st', 'ni'];

/** Share from which niced time is needed to explain the usage. */
const minNicePercent = 10;

/** Returns the most important modes, in the order of top. */
export function mostImportantModes({nicePercent = 0}: CpuShares, count: number): readonly ModeName[] {
	const isNiced = nicePercent >= minNicePercent;
	const important = (isNiced ? [...new Set<ModeName>(['us', 'ni', ...byImportance])] : byImportance).slice(0, count);
	return allModes.filter(name => important.includes(name));
}

/** Width of `100%`. */
const percentWidth = 4;

/** Returns the known modes of a list as `us  12%`. */
export function modeLine(shares: CpuShares, names: readonly ModeName[], separator: string): Line {
	return joinSpans(
		names.map(name => modeCell(shares, name)),
		separator,
	);
}

/** Returns a mode as `us  12%`; `undefined` where the platform does not report it. */
export function modeCell(shares: CpuShares, name: ModeName, labelWidth = name.length): Line | undefined {
	const value = percentOf(shares, name);
	if (value === undefined) {
		return undefined;
	}

	const role: Role = value >= modes[name].notable ? 'warning' : 'text';
	return [span(`${name.padEnd(labelWidth)} `, 'muted'), span(`${Math.round(value)}%`.padStart(percentWidth), role)];
}

/** Returns `undefined` where the platform does not report the mode. */
export function percentOf(shares: CpuShares, name: ModeName): number | undefined {
	return modes[name].percent(shares);
}

function interrupts({irqPercent, softirqPercent}: CpuShares): number | undefined {
	return irqPercent === undefined && softirqPercent === undefined
		? undefined
		: (irqPercent ?? 0) + (softirqPercent ?? 0);
}

function without(whole: number | undefined, part: number | undefined): number | undefined {
	return whole === undefined ? undefined : Math.max(0, whole - (part ?? 0));
}
