import {socketAddress} from './socket-address.js';

/** A line of `/proc/net/tcp` or `/proc/net/tcp6` (proc_pid_net(5)). */
export type TcpSocket = {
	/** `undefined` for a socket that is not bound. */
	readonly local: string | undefined;
	/** `undefined` for a socket that is not connected. */
	readonly remote: string | undefined;
	/** State as in `enum` of include/net/tcp_states.h: 1 is ESTABLISHED, 10 is LISTEN. */
	readonly state: number;
	/** Bytes not yet read; for a listening socket, connections that wait to be accepted. */
	readonly receiveQueue: number;
	/** Bytes sent and not yet acknowledged. */
	readonly sendQueue: number;
	/** Whether the retransmission timer runs. */
	readonly isRetransmitting: boolean;
	/** Retransmission timeouts that were not recovered from. */
	readonly retransmits: number;
	readonly inode: string;
};

const line =
	/^\s*\d+: ([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4}) ([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4}) ([0-9A-F]{2}) ([0-9A-F]{8}):([0-9A-F]{8}) ([0-9A-F]{2}):[0-9A-F]+ ([0-9A-F]{8})\s+\d+\s+\d+ (\d+)/;

/** Parses the sockets. Lines in another format are left out. */
export function parseNetTcp(text: string): readonly TcpSocket[] {
	return text.split('\n').flatMap(row => {
		const match = line.exec(row);
		if (!match) {
			return [];
		}

		const [
			,
			localHex = '',
			localPort = '',
			remoteHex = '',
			remotePort = '',
			state = '',
			sent = '',
			received = '',
			timer = '',
			retransmits = '',
			inode = '',
		] = match;
		return [
			{
				local: socketAddress(localHex, localPort),
				remote: socketAddress(remoteHex, remotePort),
				state: Number.parseInt(state, 16),
				sendQueue: Number.parseInt(sent, 16),
				receiveQueue: Number.parseInt(received, 16),
				isRetransmitting: timer === '01',
				retransmits: Number.parseInt(retransmits, 16),
				inode,
			},
		];
	});
}
