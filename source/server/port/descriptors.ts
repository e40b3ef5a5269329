import {closeSync, openSync, readFileSync} from 'node:fs';

/** The file descriptor limit of the process, and whether descriptors run short. */
export type Descriptors = {
	/** `undefined` if the system does not report the limit. */
	readonly limit: number | undefined;
	/** The number of WebSocket clients that the limit allows in addition to the needs of the program. */
	readonly forClients: number;
	/** Returns whether only the reserve is left, which the program needs to measure, record and deliver alerts. */
	areShort(): boolean;
};

/** Descriptors reserved for collectors, which open files at each tick, exporters and alert delivery. */
const maxReserve = 128;

/** Descriptors for Node, the log, files that collectors keep open, and connections that are not clients. */
const otherUses = 128;

/** Reads the limit of this process. Only Linux reports it without a child process; on other systems there is no limit. */
export function watchDescriptors(limit = readLimit()): Descriptors {
	if (limit === undefined) {
		return {limit, forClients: Number.POSITIVE_INFINITY, areShort: () => false};
	}

	const reserve = Math.min(maxReserve, Math.floor(limit / 4));
	return {
		limit,
		forClients: Math.max(1, limit - reserve - Math.min(otherUses, Math.floor(limit / 2))),
		areShort: () => lowestFree() >= limit - reserve,
	};
}

/** Returns the lowest free descriptor: the system always assigns the lowest one. */
function lowestFree(): number {
	try {
		const descriptor = openSync('/dev/null', 'r');
		closeSync(descriptor);
		return descriptor;
	} catch {
		return Number.POSITIVE_INFINITY;
	}
}

function readLimit(): number | undefined {
	try {
		const [, limit] = /^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8')) ?? [];
		return limit === undefined ? undefined : Number(limit);
	} catch {
		return undefined;
	}
}
