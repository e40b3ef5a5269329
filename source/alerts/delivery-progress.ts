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
};
