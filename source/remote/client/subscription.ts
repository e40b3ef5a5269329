import type {WireData} from '../../measurements/sections.js';
import {type EventName, eventNames} from '../../protocol/messages/client-message.js';
import type {DataFormat} from '../../protocol/messages/select-data.js';

/** A member of a message's `data`, whole or one field of it: `memory`, `processor.usage_percent`. */
export type WireMetricName = keyof WireData | `${keyof WireData}.${string}`;

/** What to ask a server for. A server of the first version sends everything, whatever is asked. */
export type Subscription = {
	/** Milliseconds between samples; the server rounds it up to its own pace. @default every sample */
	readonly intervalMs?: number | undefined;
	/** @default all there are */
	readonly metrics?: readonly WireMetricName[] | undefined;
	/** `compact`: without the facts of the system, and with the ten costliest processes alone. @default 'full' */
	readonly format?: DataFormat | undefined;
	/** What to tell between samples. @default alerts and lags */
	readonly events?: readonly EventName[] | undefined;
	/** What was measured before is sent first; after an interruption, what was missed. @default none */
	readonly history?: HistoryRequest | undefined;
};

/** How much of what was measured before is asked for. */
export type HistoryRequest = {
	/** How far back, at most 3600. @default all that the server has kept */
	readonly seconds?: number;
	/** At most so many points, 1000 at most: neighbours are averaged. @default 1000 */
	readonly points?: number;
};

/** The window of a history that is asked for now, as the wire has it. */
export type AskedWindow = {readonly [Key in 'seconds' | 'since_seq' | 'server_id' | 'points']?: number | string};

export function subscribeMessage(
	id: string,
	{intervalMs, metrics, format, events}: Subscription,
	history: AskedWindow | undefined,
): object {
	return {
		type: 'subscribe',
		id,
		...(intervalMs !== undefined && {interval: intervalMs / 1000}),
		...(metrics !== undefined && {metrics}),
		...(format !== undefined && {format}),
		// A field of version 1 in any case: it says that this client understands what is new.
		events: events ?? eventNames,
		...(history !== undefined && {history}),
	};
}
