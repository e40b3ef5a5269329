import {networkInterfaces} from 'node:os';
import {isAnyAddress} from './loopback.js';

/** Returns an address under which other machines can reach the server: the first one if it listens on all addresses. */
export function reachableHost(host: string): string {
	if (!isAnyAddress(host)) {
		return host;
	}

	const addresses = Object.values(networkInterfaces()).flatMap(list => list ?? []);
	const [first] = addresses.filter(({internal, family}) => !internal && family === 'IPv4');
	return first?.address ?? '127.0.0.1';
}
