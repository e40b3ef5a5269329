import {Buffer} from 'node:buffer';
import type {SocketAddresses, SocketProtocol} from '../../model/process-details.js';

/** A socket of a line in `/proc/[pid]/net`. */
export type NetSocket = {readonly inode: number; readonly addresses: SocketAddresses};

/** A line of `tcp`, `tcp6`, `udp` and `udp6` (proc_pid_net(5)): number, local and remote address, state, …, inode. */
const inetLine = /^\s*\d+: ([\dA-F]+):([\dA-F]{4}) ([\dA-F]+):([\dA-F]{4}) ([\dA-F]{2}) \S+ \S+ \S+ +\d+ +\d+ (\d+)/;
/** A line of `unix`: number, references, protocol, flags, type, state, inode and a path, which may be missing. */
const unixLine = /^[\da-f]+: [\dA-F]+ [\dA-F]+ [\dA-F]+ [\dA-F]+ [\dA-F]+ +(\d+)(?: (.*))?$/;

/** The states of TCP by their number in include/net/tcp_states.h, in the words of `ss`. */
const tcpStates = [
	undefined,
	'ESTAB',
	'SYN-SENT',
	'SYN-RECV',
	'FIN-WAIT-1',
	'FIN-WAIT-2',
	'TIME-WAIT',
	'UNCONN',
	'CLOSE-WAIT',
	'LAST-ACK',
	'LISTEN',
	'CLOSING',
	'NEW-SYN-RECV',
];

/** Parses a line of a file in `/proc/[pid]/net`. Returns `undefined` for its heading and for invalid lines. */
export function parseNetSocket(protocol: SocketProtocol, line: string): NetSocket | undefined {
	if (protocol === 'unix') {
		const [, inode, path] = unixLine.exec(line) ?? [];
		return inode === undefined
			? undefined
			: {inode: Number(inode), addresses: {protocol, local: path, remote: undefined, state: undefined}};
	}

	const [, local, localPort, remote, remotePort, state = '', inode] = inetLine.exec(line) ?? [];
	return inode === undefined
		? undefined
		: {
				inode: Number(inode),
				addresses: {
					protocol,
					local: addressOf(local, localPort),
					remote: addressOf(remote, remotePort),
					state: protocol.startsWith('tcp') ? tcpStates[Number.parseInt(state, 16)] : undefined,
				},
			};
}

/** Returns an address with its port; `undefined` for port 0: not bound or not connected. */
function addressOf(hex = '', hexPort = ''): string | undefined {
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
