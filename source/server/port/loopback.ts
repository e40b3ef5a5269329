import {isIP, isIPv4} from 'node:net';

/** Whether only this machine can reach what listens on `host`. */
export function isLoopback(host: string): boolean {
	const name = host.toLowerCase().replace(/^\[|\]$/g, '');
	const mapped = name.replace(/^::ffff:(?=\d+\.)/, '');
	return name === 'localhost' || name === '::1' || (isIPv4(mapped) && mapped.startsWith('127.'));
}

/** Whether it means every address of the machine. */
export function isAnyAddress(host: string): boolean {
	return host === '0.0.0.0' || host === '::' || host === '';
}

/** As it stands in a URL: IPv6 in brackets. */
export function urlHost(host: string): string {
	return isIP(host) === 6 ? `[${host}]` : host;
}
