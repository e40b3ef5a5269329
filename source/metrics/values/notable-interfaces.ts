import type {NetworkInterface} from '../snapshot.js';

/** Minimum rate in one direction. */
const busyBytesPerSecond = 1e6;
/** Time that an interface stays listed. */
const stayMs = 60_000;
/** Maximum number of interfaces: a host may have hundreds of containers. */
const maxListed = 8;

/**
Returns a function that chooses interfaces to list although the totals do not count them: those that are busy or have
errors, or did so in the last minute. A screen that lists only the counted ones would show an idle network while
loopback is busy. Those with errors come first, then the busiest.
*/
export function notableInterfaces(): (
	interfaces: readonly NetworkInterface[],
	nowMs: number,
) => readonly NetworkInterface[] {
	/** Monotonic time at which an interface was last notable, by name. */
	let lastMs: ReadonlyMap<string, number> = new Map();

	return (interfaces, nowMs) => {
		const notableMs = ({name, ...rates}: NetworkInterface): number => {
			const isNotable = hasErrors(rates) || busierRate(rates) >= busyBytesPerSecond;
			return isNotable ? nowMs : (lastMs.get(name) ?? Number.NEGATIVE_INFINITY);
		};
		const listed = interfaces
			.map(one => ({one, atMs: notableMs(one)}))
			.filter(({atMs}) => nowMs - atMs < stayMs)
			.sort(
				({one: left}, {one: right}) =>
					Number(hasErrors(right)) - Number(hasErrors(left)) || busierRate(right) - busierRate(left),
			)
			.slice(0, maxListed);
		lastMs = new Map(listed.map(({one, atMs}) => [one.name, atMs]));
		return listed.map(({one}) => one);
	};
}

function hasErrors({errorsPerSecond = 0}: Pick<NetworkInterface, 'errorsPerSecond'>): boolean {
	return errorsPerSecond > 0;
}

type Rates = Pick<NetworkInterface, 'receiveBytesPerSecond' | 'sendBytesPerSecond'>;

function busierRate({receiveBytesPerSecond = 0, sendBytesPerSecond = 0}: Rates): number {
	return Math.max(receiveBytesPerSecond, sendBytesPerSecond);
}
