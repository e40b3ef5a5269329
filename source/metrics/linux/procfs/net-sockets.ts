import type {SocketAddresses, SocketProtocol} from '../../model/process-details.js';
import {socketAddress} from './socket-address.js';

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
					local: socketAddress(local, localPort),
					remote: socketAddress(remote, remotePort),
					state: protocol.startsWith('tcp') ? tcpStates[Number.parseInt(state, 16)] : undefined,
				},
			};
}
