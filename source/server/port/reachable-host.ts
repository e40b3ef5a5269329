import {networkInterfaces} from 'node:os';
import {isAnyAddress} from './loopback.js';

/** An address by which another machine may reach what listens on `host`: where that is all of them, the first. */
export function reachableHost(host: string): string {
	if (!isAnyAddress(host)) {
		return host;
	}

	const addresses = Object.values(networkInterfaces()).flatMap(list => list ?? []);
	const [first] = addresses.filter(({internal, family}) => !internal && family === 'IPv4');
	return first?.address ?? '127.0.0.1';
}
