import {isIP} from 'node:net';

/** Host and port of a `Host` header as a browser understands it, or `undefined` when it is none. */
export function parseHost(header: string, scheme: 'http' | 'https'): URL | undefined {
	// What would be read as a user name, a path or a query is no host.
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
Whether the server answers under this name. A page that rebinds its own name to this machine's address always sends a
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
