/** The status of a connection. Times are epoch milliseconds. */
export type ConnectionStatus =
	/** No sample has arrived yet, and there was no failure. */
	| {readonly state: 'connecting'; readonly sinceMs: number}
	| {readonly state: 'live'; readonly sinceMs: number}
	/** The connection is open, but no sample has arrived for a while. `sinceMs` is the time of the last one. */
	| {readonly state: 'stale'; readonly sinceMs: number}
	/**
	The connection is lost. The client reconnects at `retryAtMs`, unless `isFinal`. `reason` is human-readable.
	*/
	| {
			readonly state: 'lost';
			readonly sinceMs: number;
			readonly reason: string;
			readonly isFinal: boolean;
			/** Absent when there is no further attempt, and when its time is unknown. */
			readonly retryAtMs?: number | undefined;
	  };
