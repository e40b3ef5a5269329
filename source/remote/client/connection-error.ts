/** Why a connection is not there. The message names the server and holds no secret. */
export class ConnectionError extends Error {
	override readonly name = 'ConnectionError';
	/** The message without the name of the server. */
	readonly reason: string;
	/** Trying again makes no sense: the token is wrong, the certificate is not trusted, nothing of ours listens there. */
	readonly isFinal: boolean;
	/** When the server wants to be asked again, at the earliest. */
	readonly retryAfterMs: number | undefined;

	constructor(label: string, {reason, isFinal, retryAfterMs}: Failure, options: {readonly cause?: unknown} = {}) {
		super(`${label}: ${reason}`, options);
		this.reason = reason;
		this.isFinal = isFinal;
		this.retryAfterMs = retryAfterMs;
	}
}

/** What an attempt came to, for a person. */
export type Failure = {
	readonly reason: string;
	readonly isFinal: boolean;
	/** Final even for a server that has answered before: nothing changes by waiting. */
	readonly isFinalForGood?: boolean;
	readonly retryAfterMs?: number | undefined;
};
