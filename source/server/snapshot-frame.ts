import type {Ping} from './ping.js';

/** One snapshot as bytes for every client of a group. */
export type SnapshotFrame = {
	readonly sequence: number;
	/** The distance to the next one of this group. */
	readonly intervalMs: number;
	readonly bytes: Buffer;
	/** The same with a ping behind it, so that asking costs no write of its own. */
	withPing(): Ping;
};
