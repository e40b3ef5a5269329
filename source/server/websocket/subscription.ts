import type {WireMetric} from '../../measurements/wire-metrics.js';
import type {DataFormat} from '../../protocol/messages/select-data.js';

/** The snapshots, and their contents, that a client has requested. */
export type Subscription = {
	/** `undefined`: every snapshot. */
	readonly intervalMs: number | undefined;
	/** `undefined`: all metrics. */
	readonly metrics: readonly WireMetric[] | undefined;
	readonly format: DataFormat;
};

/** The default subscription. */
export const everything: Subscription = {intervalMs: undefined, metrics: undefined, format: 'full'};

/** Returns a key that is equal for subscriptions that get the same frames. */
export function subscriptionKey({intervalMs, metrics, format}: Subscription): string {
	const names = metrics?.map(({name, field}) => `${name}.${field ?? ''}`).sort();
	return JSON.stringify([intervalMs ?? null, format, names ?? null]);
}

/** Returns the number of monitor ticks per snapshot. The interval is rounded up to a multiple of the tick. */
export function ticksPerSnapshot({intervalMs}: Pick<Subscription, 'intervalMs'>, tickMs: number): number {
	// In floating point, 0.3 s divided by a tick of 0.1 s is 2.9999999999999996.
	const roundingError = 1e-9;
	return intervalMs === undefined ? 1 : Math.max(1, Math.ceil(intervalMs / tickMs - roundingError));
}

/**
Returns the subscription that is nearest to the requested one: of those that contain all requested metrics, the one with the
nearest interval, and of these the one with the shortest messages.
*/
export function nearest(requested: Subscription, kept: readonly Subscription[], tickMs: number): Subscription {
	const distance = (one: Subscription): number =>
		Math.abs(Math.log(ticksPerSnapshot(one, tickMs) / ticksPerSnapshot(requested, tickMs)));
	const [first = everything] = kept
		.filter(one => contains(one, requested))
		.sort((one, other) => distance(one) - distance(other) || breadth(one) - breadth(other));
	return first;
}

function contains({metrics, format}: Subscription, requested: Subscription): boolean {
	const hasAll =
		metrics === undefined ||
		(requested.metrics?.every(({name, field}) =>
			metrics.some(one => one.name === name && (one.field === undefined || one.field === field)),
		) ??
			false);
	return hasAll && (format === 'full' || requested.format === 'compact');
}

function breadth({metrics, format}: Subscription): number {
	return (metrics === undefined ? 1000 : metrics.length) + (format === 'full' ? 0.5 : 0);
}
