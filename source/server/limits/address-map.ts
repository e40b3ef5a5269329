import {isIPv6} from 'node:net';

/** A bounded map of values by client address. All IPv6 addresses of one /64 network count as one client. */
export type AddressMap<Value> = {
	get(address: string): Value | undefined;
	getOrCreate(address: string, nowMs: number, create: () => Value): Value;
};

const maxAddresses = 10_000;
const sweepEveryMs = 1000;

/** Creates a map. `isIdle` returns whether a value can be dropped without loss. */
export function createAddressMap<Value>(isIdle: (value: Value, nowMs: number) => boolean): AddressMap<Value> {
	const values = new Map<string, Value>();
	let sweptMs = Number.NEGATIVE_INFINITY;

	/** Removes idle values. If none is idle, removes the oldest one: the map is then full of attackers. */
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
			const existing = values.get(key);
			if (existing !== undefined) {
				return existing;
			}

			if (values.size >= maxAddresses) {
				makeRoom(nowMs);
			}

			const created = create();
			values.set(key, created);
			return created;
		},
	};
}

/** Returns the key of an address. Addresses with the same key count as one client. */
export function addressKey(address: string): string {
	const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
	return isIPv6(plain) ? networkOf(plain) : plain;
}

/** Returns the first four groups of an IPv6 address, written out. */
function networkOf(address: string): string {
	const [head = '', tail] = address.toLowerCase().split('%', 1).join('').split('::');
	const groups = head.split(':').filter(group => group !== '');
	const rest = tail?.split(':').filter(group => group !== '') ?? [];
	const zeros = tail === undefined ? [] : new Array<string>(Math.max(0, 8 - groups.length - rest.length)).fill('0');
	const first = [...groups, ...zeros, ...rest].slice(0, 4).map(group => Number.parseInt(group, 16).toString(16));
	return `${first.join(':')}::/64`;
}
