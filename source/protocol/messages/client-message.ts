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
import {quoted} from '../../support/shown.js';
import {RequestError, requireValid} from './error-code.js';
import {type HistoryWindow, historyRequestReader, historyWindow, parseHistoryWindow} from './history-window.js';
import {type DataFormat, dataFormats} from './select-data.js';

export const eventNames = ['alerts', 'lag'] as const;

/** The name of an event that the server sends immediately, between snapshots. */
export type EventName = (typeof eventNames)[number];

/** A request of a client. The response contains its `id`. */
export type ClientMessage =
	| {readonly type: 'ping' | 'get_status' | 'unsubscribe'; readonly id: string | undefined}
	| ({readonly type: 'subscribe'; readonly id: string | undefined} & SubscribeParameters)
	| {readonly type: 'history'; readonly id: string | undefined; readonly window: HistoryWindow};

export type SubscribeParameters = {
	/** `undefined`: every snapshot. */
	readonly intervalMs: number | undefined;
	/** `undefined`: all metrics. */
	readonly metrics: readonly WireMetric[] | undefined;
	readonly format: DataFormat;
	/** `undefined`: all events of version 1. */
	readonly events: readonly EventName[] | undefined;
	/** Sent before the first snapshot. */
	readonly history: HistoryWindow | undefined;
	/** Whether the request contains a field that the first clients of this protocol do not have. */
	readonly isVersion1: boolean;
};

const maxIdLength = 64;
const maxMetrics = 32;

const requestReader = object({id: optional(textOfAtMost(maxIdLength))});
const subscriptionReader = object({
	interval: optional(numberFrom(0.1, 3600)),
	metrics: optional(distinct(list(text, maxMetrics))),
	format: optional(choice(dataFormats)),
	events: optional(distinct(list(choice(eventNames), eventNames.length))),
	history: optional(historyRequestReader),
});

type Parse = (fields: Fields, id: string | undefined) => ClientMessage;

/** A Map, so that `constructor` and `__proto__` are unknown types. */
const parsers: ReadonlyMap<string, Parse> = new Map<string, Parse>([
	['ping', (_, id) => ({type: 'ping', id})],
	['get_status', (_, id) => ({type: 'get_status', id})],
	['unsubscribe', (_, id) => ({type: 'unsubscribe', id})],
	['subscribe', (fields, id) => ({type: 'subscribe', id, ...subscribeParameters(fields)})],
	['history', (fields, id) => ({type: 'history', id, window: parseHistoryWindow(fields)})],
]);

/** Parses a request. Throws a RequestError if it is invalid. Unknown fields are ignored. */
export function parseClientMessage(json: string): ClientMessage {
	const value = parsedJson(json);
	const fields = fieldsOf(value);
	const type = textOf(fields?.type);
	if (fields === undefined || type === undefined) {
		const fault =
			value === undefined
				? 'it is not JSON'
				: fields === undefined
					? 'it is not a JSON object'
					: '"type" is missing or not a string';
		throw new RequestError('INVALID_FORMAT', `Invalid message format: ${fault}`);
	}

	const {id} = requireValid(requestReader, fields);
	const parse = parsers.get(type);
	if (!parse) {
		throw new RequestError('UNKNOWN_TYPE', `Unknown type; type must be one of ${[...parsers.keys()].join(', ')}`, id);
	}

	try {
		return parse(fields, id);
	} catch (error) {
		throw error instanceof RequestError ? new RequestError(error.code, error.message, id) : error;
	}
}

function subscribeParameters(fields: Fields): SubscribeParameters {
	const parameters = requireValid(subscriptionReader, fields);
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

/** Parses the name of a metric. Throws a RequestError if there is no such metric. */
export function wireMetric(name: string): WireMetric {
	const metric = parseWireMetric(name);
	if (!metric) {
		throw new RequestError(
			'UNKNOWN_METRIC',
			`Unknown metric ${quoted(name)}; metrics are ${wireMetricNames.join(', ')}, or a field such as processor.usage_percent`,
		);
	}

	return metric;
}
