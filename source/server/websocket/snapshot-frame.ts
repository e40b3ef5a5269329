import type {Ping} from './ping.js';

/** The frame of a snapshot for all clients of a group. */
export type SnapshotFrame = {
	readonly sequence: number;
	/** The time until the next snapshot of the group. */
	readonly intervalMs: number;
	readonly plain: Encoding;
	/** The compressed frame, for clients that negotiated compression. */
	readonly deflated: Encoding;
};

/** The bytes of a frame. They are created on first use and shared by all clients. */
export type Encoding = {
	bytes(): Buffer;
	/** Returns the frame followed by a ping, which saves a separate write. */
	withPing(): Ping;
};
