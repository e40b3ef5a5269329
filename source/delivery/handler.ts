import type {Notification} from './notification.js';

/** Brings notifications to one receiver. */
export type Handler = {
	/** By which rules, problems and the spool know it. */
	readonly name: string;
	/**
	Makes one attempt. Resolves when the receiver has taken the notification and rejects when not, best with a
	DeliveryError: what is tried again, and when, is decided around it. The same notification may come again, with the
	same id.
	*/
	send(notification: Notification, signal: AbortSignal): Promise<void>;
};
