import type {Log} from '../../log/log.js';
import {refusalLogEveryMs, throttledLog} from './throttled-log.js';

/** The reasons for which the server refuses requests, connections and subscriptions, as counted in `/metrics`. */
export const refusalReasons = [
	/** The request is not valid HTTP, for example without Host or with two. */
	'format',
	/** The Host is not a name of this server. */
	'host',
	/** The request comes from a foreign page, according to `Origin` or `Sec-Fetch-Site`. */
	'origin',
	'cross_site',
	/** The token is missing or wrong. */
	'token',
	/** Too many different wrong tokens from one address. */
	'guesses',
	/** Too many requests from one address. */
	'rate',
	/** The maximum number of clients is reached. */
	'full',
	/** The maximum number of connections is reached, or the connection was idle for too long while others waited. */
	'connections',
	/** Too few file descriptors are left. */
	'descriptors',
	/** Too many concurrent requests on one connection. */
	'pipelining',
	/** Too many different combinations of interval, metrics and format. */
	'variants',
] as const;

/** The reason for which the server refused a request, a connection or a subscription. */
export type RefusalReason = (typeof refusalReasons)[number];

/** A counter and log of refusals. */
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
