import type {InterfaceCounters} from './interface-counters.js';

/** Minimum rate in one direction. */
const busyBytesPerSecond = 1e6;
/** Time that an interface stays listed. */
const stayMs = 60_000;
/** Maximum number of interfaces: a host may have hundreds of containers. */
export const maxNotableInterfaces = 8;

/**
Returns a function that chooses interfaces to list although the totals do not count them: those that are busy or have
errors, or did so in the last minute. A screen that lists only the counted ones would show an idle network while
loopback is busy. Those with errors come first, then the busiest.
*/
export function notableInterfaces(): (
	interfaces: readonly InterfaceCounters[],
	before: ReadonlyMap<string, InterfaceCounters>,
	seconds: number | undefined,
	nowMs: number,
) => readonly InterfaceCounters[] {
	/** Monotonic time at which an interface was last notable, by name. */
	let lastMs: ReadonlyMap<string, number> = new Map();

	return (interfaces, before, seconds, nowMs) => {
		const minBytes = busyBytesPerSecond * (seconds ?? Number.POSITIVE_INFINITY);
		const listed = interfaces
			.map(counters => {
				const {errors, bytes} = growth(before.get(counters.name), counters);
				const isNotable = errors > 0 || bytes >= minBytes;
				return {counters, errors, bytes, atMs: isNotable ? nowMs : lastMs.get(counters.name)};
			})
			.filter(({atMs}) => atMs !== undefined && nowMs - atMs < stayMs)
			.sort((left, right) => right.errors - left.errors || right.bytes - left.bytes)
			.slice(0, maxNotableInterfaces);
		lastMs = new Map(listed.map(({counters, atMs = nowMs}) => [counters.name, atMs]));
		return listed.map(({counters}) => counters);
	};
}

/** Returns the errors of both directions, and the bytes of the busier one, since the previous reading. */
function growth(before: InterfaceCounters | undefined, {receive, send}: InterfaceCounters) {
	const grown = (from: number | undefined, to: number | undefined): number =>
		from === undefined || to === undefined ? 0 : Math.max(0, to - from);
	return {
		errors: grown(before?.receive.errors, receive.errors) + grown(before?.send.errors, send.errors),
		bytes: Math.max(grown(before?.receive.bytes, receive.bytes), grown(before?.send.bytes, send.bytes)),
	};
}
