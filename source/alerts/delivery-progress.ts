/** How far one handler got with telling of an alert. */
export type DeliveryProgress = {readonly handler: string} & (
	| {readonly state: 'waiting' | 'sending' | 'sent'}
	| {readonly state: 'retrying'; readonly inSeconds: number; readonly reason: string}
	| {readonly state: 'failed'; readonly reason: string}
);

/** What did not get through so far. */
export type Undelivered = {
	/** Notifications that were tried in vain and are tried again. */
	readonly retrying: number;
	/** Events that were given up, since the start. */
	readonly lost: number;
	/** The latest messages with such events, newest first. */
	readonly lostMessages: readonly LostMessage[];
};

export type LostMessage = {
	readonly handler: string;
	/** Epoch milliseconds at which it was given up. */
	readonly atMs: number;
	/** What it was about, in a line. */
	readonly text: string;
	readonly reason: string;
};
