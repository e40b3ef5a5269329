import {closeSync, openSync, readFileSync} from 'node:fs';

/** How many descriptors the process may have open, and whether they run short. */
export type Descriptors = {
	/** `undefined` where the system does not say. */
	readonly limit: number | undefined;
	/** WebSocket clients that fit beside what the program itself needs. */
	readonly forClients: number;
	/** Whether no more are left than the program needs: to measure, to record, to deliver alerts. */
	areShort(): boolean;
};

/** Kept free of connections: collectors open files at each tick, exporters and deliveries connect. */
const maxReserve = 128;

/** Node, the log, the files that collectors keep open; and connections that are no clients. */
const otherUses = 128;

/** Reads the limit of this process. Only Linux says it without a child process; elsewhere nothing is bounded. */
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

/** A process gets the lowest descriptor that is free: none below is. */
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
