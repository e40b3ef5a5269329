import {isIP, isIPv4} from 'node:net';

/** The name of the clients of a Unix socket, which have no address. */
export const localClient = 'local client';

/** Returns whether only this machine can reach a server that listens on `host`. */
export function isLoopback(host: string): boolean {
	const name = host.toLowerCase().replace(/^\[|\]$/g, '');
	const mapped = name.replace(/^::ffff:(?=\d+\.)/, '');
	return name === 'localhost' || name === '::1' || (isIPv4(mapped) && mapped.startsWith('127.'));
}

/** Returns whether `host` stands for all addresses of the machine. */
export function isAnyAddress(host: string): boolean {
	return host === '0.0.0.0' || host === '::' || host === '';
}

/** Returns the host for a URL: IPv6 addresses in brackets. */
export function urlHost(host: string): string {
	return isIP(host) === 6 ? `[${host}]` : host;
}
