/** The delivery state of an alert at one handler. */
export type DeliveryProgress = {readonly handler: string} & (
	| {readonly state: 'waiting' | 'sending' | 'sent'}
	| {readonly state: 'retrying'; readonly inSeconds: number; readonly reason: string}
	| {readonly state: 'failed'; readonly reason: string}
);

/** Notifications that have not been delivered. */
export type Undelivered = {
	/** Number of notifications whose delivery failed and is retried. */
	readonly retrying: number;
	/** Number of events discarded since the start. */
	readonly lost: number;
	/** The latest discarded messages, newest first. */
	readonly lostMessages: readonly LostMessage[];
};

/** A message that a handler discarded. */
export type LostMessage = {
	readonly handler: string;
	/** Time at which the message was discarded, in epoch milliseconds. */
	readonly atMs: number;
	/** Summary of the message in one line. */
	readonly text: string;
	readonly reason: string;
};
