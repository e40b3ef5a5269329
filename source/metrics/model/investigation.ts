/**
A question about this machine that costs more than a sample. It is asked only when a finding needs the answer.

- `file users`: which processes use the file system that is mounted at `path`.
- `listeners`: which listening sockets have connections that wait to be accepted.
- `retransmits`: which TCP connections send segments again.
*/
export type Question =
	| {readonly kind: 'file users'; readonly path: string}
	| {readonly kind: 'listeners' | 'retransmits'};

/** A process that uses a file system: it has files open on it, or runs in one of its directories. */
export type FileUser = {
	readonly pid: number;
	/** Number of its files there that are open for writing. */
	readonly writing: number;
	/** Number of all its files there, its working directory included. */
	readonly files: number;
	/** Space taken up by its files there that are deleted but still open. */
	readonly deletedBytes: number;
	/** Size of its files there that are open for writing. */
	readonly writtenBytes: number;
};

/** A TCP socket with a problem, and the process that owns it. */
export type TroubledSocket = {
	/** Local address and port, `127.0.0.1:8080`. */
	readonly local: string;
	/** Remote address and port. `undefined` for a listening socket. */
	readonly remote: string | undefined;
	/** Process that owns it. `undefined` without permission, and for a socket of another network namespace. */
	readonly pid: number | undefined;
	/** Connections that wait to be accepted, or timeouts after which segments were sent again. */
	readonly count: number;
};

/** The answer to a question. Lists have the most important item first. */
export type Answer =
	| {readonly kind: 'file users'; readonly path: string; readonly users: readonly FileUser[]}
	| {readonly kind: 'listeners' | 'retransmits'; readonly sockets: readonly TroubledSocket[]};

/** A function that answers a question. Resolves with `undefined` when the answer is not available. */
export type Investigate = (question: Question, signal: AbortSignal) => Promise<Answer | undefined>;
