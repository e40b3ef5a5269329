import type {Log} from '../../log/log.js';
import {refusalLogEveryMs, throttledLog} from './throttled-log.js';

/** Why requests, connections and what they ask for are refused, as `/metrics` counts it. */
export const refusalReasons = [
	/** Not as HTTP demands: without Host, or with two. */
	'format',
	/** Not a name of this server. */
	'host',
	/** From a foreign page that says so in `Origin`, or whose browser says so in `Sec-Fetch-Site`. */
	'origin',
	'cross_site',
	/** No token, or a wrong one. */
	'token',
	/** Too many different wrong tokens from one address. */
	'guesses',
	/** Too many requests from one address. */
	'rate',
	/** More clients than there may be. */
	'full',
	/** More connections than there may be, or one that was silent for too long while others waited. */
	'connections',
	/** Too few descriptors are left. */
	'descriptors',
	/** Too many requests at once on one connection. */
	'pipelining',
	/** One combination of interval, metrics and format too many. */
	'variants',
] as const;

export type RefusalReason = (typeof refusalReasons)[number];

/** Counts and logs what was refused. */
export type Refusals = {
	readonly counts: Readonly<Record<RefusalReason, number>>;
	add(reason: RefusalReason, address: string, message: string): void;
};

export function createRefusals(log: Log, monotonicMs: () => number = () => performance.now()): Refusals {
	const throttled = throttledLog(log, refusalLogEveryMs, monotonicMs);
	const counts = Object.fromEntries(refusalReasons.map(reason => [reason, 0])) as Record<RefusalReason, number>;

	return {
		counts,
		add(reason, address, message) {
			counts[reason] += 1;
			throttled('warn', 'server', `refused ${address}: ${message}`);
		},
	};
}
