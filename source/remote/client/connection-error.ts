/** An error that explains why there is no connection. The message contains the server, but no secrets. */
export class ConnectionError extends Error {
	override readonly name = 'ConnectionError';
	/** The message without the server. */
	readonly reason: string;
	/**
	Whether reconnecting makes no sense: the token is wrong, the certificate is not trusted, or the server is not a mon-tui
	server.
	*/
	readonly isFinal: boolean;
	/** The minimum time before the next attempt, as requested by the server. */
	readonly retryAfterMs: number | undefined;

	constructor(label: string, {reason, isFinal, retryAfterMs}: Failure, options: {readonly cause?: unknown} = {}) {
		super(`${label}: ${reason}`, options);
		this.reason = reason;
		this.isFinal = isFinal;
		this.retryAfterMs = retryAfterMs;
	}
}

/** The reason of a failed attempt. */
export type Failure = {
	/** A human-readable reason. */
	readonly reason: string;
	/** Whether reconnecting makes no sense. */
	readonly isFinal: boolean;
	/** Whether the failure is final even for a server that was connected before. */
	readonly isFinalForGood?: boolean;
	readonly retryAfterMs?: number | undefined;
};

/** The reason of a connection that this side closed. */
export const closed: Failure = {reason: 'closed', isFinal: true, isFinalForGood: true};
