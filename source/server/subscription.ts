import type {DataFormat} from '../protocol/select-data.js';
import type {WireMetric} from '../protocol/wire-metrics.js';

/** Which snapshots, and what of them. */
export type Subscription = {
	/** `undefined`: every snapshot. */
	readonly intervalMs: number | undefined;
	/** `undefined`: all. */
	readonly metrics: readonly WireMetric[] | undefined;
	readonly format: DataFormat;
};

/** What a client gets that asks for nothing. */
export const everything: Subscription = {intervalMs: undefined, metrics: undefined, format: 'full'};

/** The same for subscriptions that are served with the same bytes. */
export function subscriptionKey({intervalMs, metrics, format}: Subscription): string {
	const names = metrics?.map(({name, field}) => `${name}.${field ?? ''}`).sort();
	return JSON.stringify([intervalMs ?? null, format, names ?? null]);
}

/** Of how many ticks of the monitor one is sent. An interval between two multiples of the tick is rounded up. */
export function ticksPerSnapshot({intervalMs}: Pick<Subscription, 'intervalMs'>, tickMs: number): number {
	// 0.3 s in ticks of 0.1 s is 2.9999999999999996 of them.
	const roundingError = 1e-9;
	return intervalMs === undefined ? 1 : Math.max(1, Math.ceil(intervalMs / tickMs - roundingError));
}
