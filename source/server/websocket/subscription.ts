import type {WireMetric} from '../../measurements/wire-metrics.js';
import type {DataFormat} from '../../protocol/messages/select-data.js';

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

/**
Returns what comes nearest to a subscription: of those that hold all it asks for, the one whose interval differs least, and of
these the shortest messages.
*/
export function nearest(wanted: Subscription, kept: readonly Subscription[], tickMs: number): Subscription {
	const distance = (one: Subscription): number =>
		Math.abs(Math.log(ticksPerSnapshot(one, tickMs) / ticksPerSnapshot(wanted, tickMs)));
	const [first = everything] = kept
		.filter(one => holds(one, wanted))
		.sort((one, other) => distance(one) - distance(other) || breadth(one) - breadth(other));
	return first;
}

function holds({metrics, format}: Subscription, wanted: Subscription): boolean {
	const hasAll =
		metrics === undefined ||
		(wanted.metrics?.every(({name, field}) =>
			metrics.some(one => one.name === name && (one.field === undefined || one.field === field)),
		) ??
			false);
	return hasAll && (format === 'full' || wanted.format === 'compact');
}

function breadth({metrics, format}: Subscription): number {
	return (metrics === undefined ? 1000 : metrics.length) + (format === 'full' ? 0.5 : 0);
}
