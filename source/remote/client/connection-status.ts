/** How a connection is. Times are epoch milliseconds. */
export type ConnectionStatus =
	/** No sample has come yet, and nothing has gone wrong. */
	| {readonly state: 'connecting'; readonly sinceMs: number}
	| {readonly state: 'live'; readonly sinceMs: number}
	/** The connection stands, but no sample came for a while: `sinceMs` is when the last one did. */
	| {readonly state: 'stale'; readonly sinceMs: number}
	/** Gone, and sought again unless `isFinal`. `reason` is for a person. */
	| {readonly state: 'lost'; readonly sinceMs: number; readonly reason: string; readonly isFinal: boolean};
