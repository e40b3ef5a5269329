import {Buffer} from 'node:buffer';

/**
Returns an address of `/proc/net/tcp` and the like with its port, `127.0.0.1:80`, from its hexadecimal form. `undefined` for port 0: not bound or not
connected.
*/
export function socketAddress(hex = '', hexPort = ''): string | undefined {
	const port = Number.parseInt(hexPort, 16);
	const bytes = Buffer.from(hex, 'hex');
	if (port === 0) {
		return undefined;
	}

	if (bytes.length === 4) {
		return `${hostOrder(bytes).join('.')}:${port}`;
	}

	return bytes.length === 16 ? `${formatIpv6(hostOrder(bytes))}:${port}` : undefined;
}

const isLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** Returns the bytes of an address. The kernel writes it as numbers of 32 bits in the order of the processor. */
function hostOrder(bytes: Buffer): Buffer {
	return isLittleEndian ? bytes.swap32() : bytes;
}

/** Returns an IPv6 address in brackets, in its short form. IPv4 addresses in it stay readable. */
function formatIpv6(bytes: Buffer): string {
	const groups = Array.from({length: 8}, (_, index) => bytes.readUInt16BE(index * 2).toString(16));
	return groups.slice(0, 6).join(':') === '0:0:0:0:0:ffff'
		? `[::ffff:${bytes.subarray(12).join('.')}]`
		: new URL(`http://[${groups.join(':')}]`).hostname;
}
