import {BlockList, isIP} from 'node:net';

/**
Returns whether `NO_PROXY` excludes a host. Its entries, separated by commas or spaces, are a name (including its
subdomains), an address or a network such as `10.0.0.0/8`, each with an optional port, or `*`. The machine itself is
always excluded, as in Go, because a proxy cannot reach it.
*/
export function isExcepted(hostname: string, port: number, noProxy: string): boolean {
	const host = bare(hostname);
	return (
		isThisMachine(host) ||
		noProxy
			.toLowerCase()
			.split(/[\s,]+/)
			.some(entry => entry !== '' && matches(entry, host, port))
	);
}

function matches(entry: string, host: string, port: number): boolean {
	if (entry === '*') {
		return true;
	}

	const [, name = '', entryPort] = /^(\[.*\]|[^:]*|.*:.*:.*?)(?::(\d+))?$/.exec(entry) ?? [];
	if (entryPort !== undefined && Number(entryPort) !== port) {
		return false;
	}

	const pattern = bare(name).replace(/^\*?\./, '');
	if (isIP(host) !== 0) {
		return pattern === host || isInNetwork(host, pattern);
	}

	return host === pattern || (pattern !== '' && host.endsWith(`.${pattern}`));
}

function isInNetwork(address: string, network: string): boolean {
	const [, base = '', bits] = /^(.+)\/(\d{1,3})$/.exec(network) ?? [];
	const family = isIP(base);
	const prefix = Number(bits);
	if (family === 0 || prefix > (family === 4 ? 32 : 128)) {
		return false;
	}

	const list = new BlockList();
	list.addSubnet(base, prefix, typeOf(base));
	return list.check(address, typeOf(address));
}

function isThisMachine(host: string): boolean {
	return (
		host === 'localhost' ||
		host.endsWith('.localhost') ||
		(isIP(host) !== 0 && (host === '::1' || isInNetwork(host, '127.0.0.0/8')))
	);
}

function typeOf(address: string): 'ipv4' | 'ipv6' {
	return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}

/** Removes the brackets of an address and the final dot of an absolute name. */
function bare(host: string): string {
	return host
		.toLowerCase()
		.replace(/^\[|\]$/g, '')
		.replace(/\.$/, '');
}
