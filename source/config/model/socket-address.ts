import {isSocketAddress, socketAddress, socketPath} from '../../support/socket-path.js';
import {text} from './field.js';
import type {Given} from './given.js';
import type {LeafOptions} from './leaf.js';
import {usage} from './usage-error.js';

/** Creates a setting that is the address of a Unix socket. Its path is relative like that of `path`. */
export function socket(options: LeafOptions<undefined>) {
	const base = text({
		placeholder: 'unix:PATH',
		...options,
		pattern: /^unix:./i,
		allowed: 'the address of a Unix socket: unix:PATH',
	});
	return {
		...base,
		read(value: Given) {
			const address = base.read(value);
			return address === undefined ? undefined : wholeAddress(value, address);
		},
	};
}

/** Returns an address with the whole path of the Unix socket; any other address unchanged. Throws a UsageError. */
export function wholeAddress(value: Given, address: string): string {
	return isSocketAddress(address)
		? usage(`${value.subject()}: `, () => socketAddress(socketPath(address, value.directory)))
		: address;
}
