/** The state of a server. */
export type ServerState = {
	/** The address of the server, such as `http://127.0.0.1:8765/` or `unix:/run/mon-tui/mon-tui.sock`. `undefined` for an attached server. */
	readonly address: string | undefined;
	/** The number of connected WebSocket clients. */
	readonly clients: number;
	/** The number of snapshots skipped for slow clients since the start. */
	readonly skippedFrames: number;
	/** The URL of the page with the generated token, until the first client connects. It is a secret. */
	readonly urlWithToken: string | undefined;
};
