import {parseWireMetric, type WireMetric, wireMetricNames} from '../../measurements/wire-metrics.js';
import {type Fields, fieldsOf, textOf} from '../../support/fields.js';
import {
	choice,
	distinct,
	list,
	numberFrom,
	object,
	optional,
	parsedJson,
	text,
	textOfAtMost,
} from '../../support/reader.js';
import {demanded, RequestError} from './error-code.js';
import {aHistoryRequest, type HistoryWindow, historyWindow, parseHistoryWindow} from './history-window.js';
import {type DataFormat, dataFormats} from './select-data.js';

export const eventNames = ['alerts', 'lag'] as const;

/** What happens between snapshots and is sent at once. */
export type EventName = (typeof eventNames)[number];

/** What a client asks for. `id` comes back in the answer. */
export type ClientMessage =
	| {readonly type: 'ping' | 'get_status' | 'unsubscribe'; readonly id: string | undefined}
	| ({readonly type: 'subscribe'; readonly id: string | undefined} & SubscribeParameters)
	| {readonly type: 'history'; readonly id: string | undefined; readonly window: HistoryWindow};

export type SubscribeParameters = {
	/** `undefined`: every snapshot. */
	readonly intervalMs: number | undefined;
	/** `undefined`: all. */
	readonly metrics: readonly WireMetric[] | undefined;
	readonly format: DataFormat;
	/** `undefined`: all that a client of version 1 gets. */
	readonly events: readonly EventName[] | undefined;
	/** Sent before the first snapshot. */
	readonly history: HistoryWindow | undefined;
	/** The client used a field that the first clients of this protocol did not know. */
	readonly isVersion1: boolean;
};

const longestId = 64;
const mostMetrics = 32;

const aRequest = object({id: optional(textOfAtMost(longestId))});
const aSubscription = object({
	interval: optional(numberFrom(0.1, 3600)),
	metrics: optional(distinct(list(text, mostMetrics))),
	format: optional(choice(dataFormats)),
	events: optional(distinct(list(choice(eventNames), eventNames.length))),
	history: optional(aHistoryRequest),
});

type Parse = (fields: Fields, id: string | undefined) => ClientMessage;

/** A Map, so that `constructor` and `__proto__` are unknown types like any other. */
const parsers: ReadonlyMap<string, Parse> = new Map<string, Parse>([
	['ping', (_, id) => ({type: 'ping', id})],
	['get_status', (_, id) => ({type: 'get_status', id})],
	['unsubscribe', (_, id) => ({type: 'unsubscribe', id})],
	['subscribe', (fields, id) => ({type: 'subscribe', id, ...subscribeParameters(fields)})],
	['history', (fields, id) => ({type: 'history', id, window: parseHistoryWindow(fields)})],
]);

/** Throws a RequestError for what is no valid request. Unknown fields are ignored. */
export function parseClientMessage(json: string): ClientMessage {
	const value = parsedJson(json);
	const fields = fieldsOf(value);
	const type = textOf(fields?.type);
	if (fields === undefined || type === undefined) {
		const fault = value === undefined ? 'not JSON' : fields === undefined ? 'not an object' : 'no "type"';
		throw new RequestError('INVALID_FORMAT', `Invalid message format: ${fault}`);
	}

	const {id} = demanded(aRequest, fields);
	const parse = parsers.get(type);
	if (!parse) {
		throw new RequestError('UNKNOWN_TYPE', `Unknown type; known are ${[...parsers.keys()].join(', ')}`, id);
	}

	try {
		return parse(fields, id);
	} catch (error) {
		throw error instanceof RequestError ? new RequestError(error.code, error.message, id) : error;
	}
}

function subscribeParameters(fields: Fields): SubscribeParameters {
	const parameters = demanded(aSubscription, fields);
	const {interval, metrics, format = 'full', events, history} = parameters;
	return {
		intervalMs: interval === undefined ? undefined : interval * 1000,
		metrics: metrics?.map(wireMetric),
		format,
		events,
		history: history && historyWindow(history),
		isVersion1: Object.keys(parameters).length > 0,
	};
}

/** Throws a RequestError for a metric that there is not. */
export function wireMetric(name: string): WireMetric {
	const metric = parseWireMetric(name);
	if (!metric) {
		throw new RequestError(
			'UNKNOWN_METRIC',
			`Unknown metric; known are ${wireMetricNames.join(', ')}, whole or one field as in processor.usage_percent`,
		);
	}

	return metric;
}
