/** What is known of a server. */
export type ServerState = {
	/** Where it listens: `http://127.0.0.1:8765/`. `undefined` for a server that somebody else opened. */
	readonly address: string | undefined;
	readonly clients: number;
	/** Snapshots left out for slow clients since the start. */
	readonly skippedFrames: number;
	/** The page with the token that was made up for it, until the first client has used it. It is a secret. */
	readonly urlWithToken: string | undefined;
};
