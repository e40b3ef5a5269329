import type {Ping} from './ping.js';

/** One snapshot for every client of a group. */
export type SnapshotFrame = {
	readonly sequence: number;
	/** The distance to the next one of this group. */
	readonly intervalMs: number;
	readonly plain: Encoding;
	/** For clients that asked for compression. */
	readonly deflated: Encoding;
};

/** Bytes as they go over the wire. Made when the first client needs them, then kept for the others. */
export type Encoding = {
	bytes(): Buffer;
	/** The same with a ping behind it, so that asking costs no write of its own. */
	withPing(): Ping;
};
