import {isIP} from 'node:net';

/** Parses a `Host` header as a browser does. Returns `undefined` if it is invalid. */
export function parseHost(header: string, scheme: 'http' | 'https'): URL | undefined {
	// A user name, a path or a query is not allowed in a host.
	if (/[\s/?#@\\]/.test(header)) {
		return undefined;
	}

	try {
		return new URL(`${scheme}://${header}`);
	} catch {
		return undefined;
	}
}

/**
Returns whether the server answers under this name. A page that rebinds its name to this machine's address always sends a
DNS name, so addresses are safe.
*/
export function isOwnHost({hostname}: URL, ownNames: readonly string[]): boolean {
	const name = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
	return (
		isIP(name) !== 0 ||
		name === 'localhost' ||
		name.endsWith('.localhost') ||
		ownNames.some(own => own.toLowerCase().replace(/\.$/, '') === name)
	);
}
