import type {Network, NetworkInterface} from '../../metrics/snapshot.js';

/** Minimum rate that is worth a place beside the totals. */
const minBytesPerSecond = 1e6;

/**
Returns the busiest interface whose traffic is not in the totals and exceeds them: loopback, or a bridge between
containers. Without it the totals would show an idle network. `undefined` if there is none.
*/
export function uncountedInterface(network: Network | undefined): NetworkInterface | undefined {
	const {receiveBytesPerSecond: received = 0, sendBytesPerSecond: sent = 0, interfaces = []} = network ?? {};
	let busiest: NetworkInterface | undefined;
	for (const one of interfaces) {
		const exceeds = (one.receiveBytesPerSecond ?? 0) > received * 1.01 || (one.sendBytesPerSecond ?? 0) > sent * 1.01;
		if (exceeds && busierRate(one) >= Math.max(minBytesPerSecond, busiest ? busierRate(busiest) : 0)) {
			busiest = one;
		}
	}

	return busiest;
}

/** Returns the rate of the busier direction. */
export function busierRate({receiveBytesPerSecond = 0, sendBytesPerSecond = 0}: NetworkInterface): number {
	return Math.max(receiveBytesPerSecond, sendBytesPerSecond);
}
