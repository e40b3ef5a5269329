import type {Notification} from './notification.js';

/** Brings notifications to one receiver. */
export type Handler = {
	/** By which rules, problems and the spool know it. */
	readonly name: string;
	/**
	Where it delivers to, such as a URL or a path. A handler that is renamed and keeps its destination continues with what
	waits and with what its receiver knows. Only a salted hash of it is stored.
	*/
	readonly destination?: string | undefined;
	/** How many events one message may carry, where the receiver shows no more. @default that of the set */
	readonly maxEvents?: number | undefined;
	/**
	Makes one attempt. Resolves when the receiver has taken the notification and rejects when not, best with a
	DeliveryError: what is tried again, and when, is decided around it. The same notification may come again, with the
	same id.
	*/
	send(notification: Notification, signal: AbortSignal): Promise<void>;
};
