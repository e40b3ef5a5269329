import {isIPv6} from 'node:net';

/** Values by the address of a client, as many as memory allows. IPv6 addresses of one network of 64 bits are one client. */
export type AddressMap<Value> = {
	get(address: string): Value | undefined;
	getOrCreate(address: string, nowMs: number, create: () => Value): Value;
};

const maxAddresses = 10_000;
const sweepEveryMs = 1000;

/** `isIdle` says of which values nothing is lost when they are forgotten. */
export function createAddressMap<Value>(isIdle: (value: Value, nowMs: number) => boolean): AddressMap<Value> {
	const values = new Map<string, Value>();
	let sweptMs = Number.NEGATIVE_INFINITY;

	/** Where none is idle, the oldest goes: then there are ten thousand attackers. */
	const makeRoom = (nowMs: number): void => {
		if (nowMs - sweptMs >= sweepEveryMs) {
			sweptMs = nowMs;
			for (const [key, value] of values) {
				if (isIdle(value, nowMs)) {
					values.delete(key);
				}
			}
		}

		const [oldest] = values.keys();
		if (oldest !== undefined && values.size >= maxAddresses) {
			values.delete(oldest);
		}
	};

	return {
		get: address => values.get(addressKey(address)),
		getOrCreate(address, nowMs, create) {
			const key = addressKey(address);
			const known = values.get(key);
			if (known !== undefined) {
				return known;
			}

			if (values.size >= maxAddresses) {
				makeRoom(nowMs);
			}

			const made = create();
			values.set(key, made);
			return made;
		},
	};
}

/** What counts as one client. */
export function addressKey(address: string): string {
	const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
	return isIPv6(plain) ? networkOf(plain) : plain;
}

/** The first four groups, written out. */
function networkOf(address: string): string {
	const [head = '', tail] = address.toLowerCase().split('%', 1).join('').split('::');
	const groups = head.split(':').filter(group => group !== '');
	const rest = tail?.split(':').filter(group => group !== '') ?? [];
	const zeros = tail === undefined ? [] : new Array<string>(Math.max(0, 8 - groups.length - rest.length)).fill('0');
	const first = [...groups, ...zeros, ...rest].slice(0, 4).map(group => Number.parseInt(group, 16).toString(16));
	return `${first.join(':')}::/64`;
}
