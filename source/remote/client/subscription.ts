import type {WireData} from '../../measurements/sections.js';
import {type EventName, eventNames} from '../../protocol/messages/client-message.js';
import type {DataFormat} from '../../protocol/messages/select-data.js';

/** The name of a member of `data` in a message, or of one of its fields: `memory`, `processor.usage_percent`. */
export type WireMetricName = keyof WireData | `${keyof WireData}.${string}`;

/** The data that a client requests. A server of the first version ignores it and sends everything. */
export type Subscription = {
	/** The time between samples, in milliseconds; the server rounds it up to a multiple of its tick. @default every sample */
	readonly intervalMs?: number | undefined;
	/** The metrics to send. @default all metrics */
	readonly metrics?: readonly WireMetricName[] | undefined;
	/** `compact`: without system facts, and with the top ten processes only. @default 'full' */
	readonly format?: DataFormat | undefined;
	/** The events to send between samples. @default alerts and lags */
	readonly events?: readonly EventName[] | undefined;
	/** The history to send first; after an interruption, only missed samples are sent. @default none */
	readonly history?: HistoryRequest | undefined;
};

/** The requested part of the history. */
export type HistoryRequest = {
	/** The maximum age in seconds, at most 3600. @default the whole history of the server */
	readonly seconds?: number;
	/** The maximum number of points, at most 1000; more samples are averaged. @default 1000 */
	readonly points?: number;
};

/** The requested window of the history, with the names of the protocol. */
export type RequestedWindow = {readonly [Key in 'seconds' | 'since_seq' | 'server_id' | 'points']?: number | string};

export function subscribeMessage(
	id: string,
	{intervalMs, metrics, format, events}: Subscription,
	history: RequestedWindow | undefined,
): object {
	return {
		type: 'subscribe',
		id,
		...(intervalMs !== undefined && {interval: intervalMs / 1000}),
		...(metrics !== undefined && {metrics}),
		...(format !== undefined && {format}),
		// Always sent: the server takes a field of version 1 as support for that version.
		events: events ?? eventNames,
		...(history !== undefined && {history}),
	};
}
