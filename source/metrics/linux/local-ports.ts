import {Buffer} from 'node:buffer';
import {open} from 'node:fs/promises';
import {unlessMissing} from '../../support/system-error.js';
import type {Machine} from '../collector.js';

/** Bound of the share from which the sockets are counted. */
const countFromPercent = 50;
/** Time between counts: a socket is a line of 150 bytes. */
const recountMs = 10_000;
/** Maximum number of lines that are counted. */
const maxLines = 500_000;
const chunkBytes = 65_536;

/** The range of `ip_local_port_range`. */
export type PortRange = {readonly first: number; readonly last: number};

/** The share of the local ports that are in use. */
export type LocalPorts = {
	/** Returns the share, 0–100, without waiting; `undefined` until the first count ends. */
	percent(range: PortRange, sockets: number): number | undefined;
};

/**
Returns the share of the local ports that outgoing TCP connections use. A port may be used once for each remote address
and port, so the share is that of the remote address with the most connections.

All sockets together are a bound, which is cheap to know. Only a bound of at least 50 % is replaced by a count of the
lines of `/proc/net/tcp` and `tcp6`, in the background: a busy server has many sockets, but few local ports.
*/
export function localPorts(machine: Machine, directory: string): LocalPorts {
	/** Result of the last count; `used` is `undefined` when the lines cannot be read. */
	let counted: {readonly used: number | undefined; readonly atMs: number} | undefined;
	let isCounting = false;

	const count = async (range: PortRange): Promise<void> => {
		isCounting = true;
		try {
			counted = {used: await mostUsedPorts(directory, range), atMs: machine.monotonicMs()};
		} catch {
			counted = {used: undefined, atMs: machine.monotonicMs()};
		} finally {
			isCounting = false;
		}
	};

	return {
		percent(range, sockets) {
			const shareOf = (used: number): number => Math.min(100, (used * 100) / (range.last - range.first + 1));
			const bound = shareOf(sockets);
			if (bound < countFromPercent) {
				counted = undefined;
				return bound;
			}

			if (!isCounting && (counted === undefined || machine.monotonicMs() - counted.atMs >= recountMs)) {
				void count(range);
			}

			return counted && shareOf(counted.used ?? sockets);
		},
	};
}

/** Returns the number of local ports with connections to the same remote address and port, for the one with the most. */
async function mostUsedPorts(directory: string, range: PortRange): Promise<number> {
	const remotes = new Map<string, number>();
	await countLines(`${directory}/tcp`, range, remotes);
	// Absent when IPv6 is disabled.
	await unlessMissing(countLines(`${directory}/tcp6`, range, remotes), undefined);
	return [...remotes.values()].reduce((most, used) => Math.max(most, used), 0);
}

/** Counts the connections from local ports of the range, by remote address and port. */
async function countLines(path: string, range: PortRange, remotes: Map<string, number>): Promise<void> {
	const file = await open(path);
	try {
		const buffer = Buffer.allocUnsafe(chunkBytes);
		let rest = '';
		for (let lines = 0; lines < maxLines; ) {
			const {bytesRead} = await file.read(buffer, 0, chunkBytes);
			if (bytesRead === 0) {
				return;
			}

			const chunk = (rest + buffer.toString('latin1', 0, bytesRead)).split('\n');
			rest = chunk.pop()?.slice(0, chunkBytes) ?? '';
			lines += chunk.length;
			for (const line of chunk) {
				countLine(line, range, remotes);
			}
		}
	} finally {
		await file.close();
	}
}

const listening = '0A';

/** Counts a line such as `   0: 0100007F:8001 0200000A:01BB 01 …`: local and remote address in hexadecimal, and the state. */
function countLine(line: string, {first, last}: PortRange, remotes: Map<string, number>): void {
	const [, port, remote = '', state] =
		/^ *\d+: [\dA-F]+:([\dA-F]{4}) ([\dA-F]+:[\dA-F]{4}) ([\dA-F]{2}) /.exec(line) ?? [];
	const local = Number.parseInt(port ?? '', 16);
	if (local >= first && local <= last && state !== listening) {
		remotes.set(remote, (remotes.get(remote) ?? 0) + 1);
	}
}
