import type {Notification} from './notification.js';

/** A handler: it sends notifications to one receiver. */
export type Handler = {
	/** Unique name, used in rules, problems and the spool. */
	readonly name: string;
	/**
	Destination, such as a URL or a path. A renamed handler with the same destination keeps its queue and its receipts.
	Only a salted hash of it is stored.
	*/
	readonly destination?: string | undefined;
	/** Maximum number of events in one message, if the receiver has a limit. @default that of the set */
	readonly maxEvents?: number | undefined;
	/**
	Makes one delivery attempt. Resolves when the receiver has accepted the notification, otherwise rejects, preferably
	with a `DeliveryError`; the caller schedules retries. The same notification may be sent again, with the same id.
	*/
	send(notification: Notification, signal: AbortSignal): Promise<void>;
};
