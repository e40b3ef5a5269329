import {parseWireMetric, type WireMetric, wireMetricNames} from '../wire-metrics.js';
import {RequestError} from './error-code.js';
import {type HistoryWindow, parseHistoryWindow} from './history-window.js';
import {aNumber, aText, oneOf, own, type Parameters, texts} from './parameters.js';
import type {DataFormat} from './select-data.js';

/** What happens between snapshots and is told at once. */
export type EventName = 'alerts' | 'lag';

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
const subscribeFields = ['interval', 'metrics', 'format', 'events', 'history'] as const;

type Parse = (fields: Parameters, id: string | undefined) => ClientMessage;

/** A Map, so that `constructor` and `__proto__` are unknown types like any other. */
const parsers: ReadonlyMap<string, Parse> = new Map<string, Parse>([
	['ping', (_, id) => ({type: 'ping', id})],
	['get_status', (_, id) => ({type: 'get_status', id})],
	['unsubscribe', (_, id) => ({type: 'unsubscribe', id})],
	['subscribe', (fields, id) => ({type: 'subscribe', id, ...subscribeParameters(fields)})],
	['history', (fields, id) => ({type: 'history', id, window: parseHistoryWindow(fields, '')})],
]);

/** Throws a RequestError for what is no valid request. Unknown fields are ignored. */
export function parseClientMessage(text: string): ClientMessage {
	const fields = parseObject(text);
	const type = own(fields, 'type');
	if (typeof type !== 'string') {
		throw new RequestError('INVALID_FORMAT', 'Invalid message format: no "type"');
	}

	const id = aText(fields, 'id', 'id', longestId);
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

function parseObject(text: string): Parameters {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		throw new RequestError('INVALID_FORMAT', 'Invalid message format: not JSON');
	}

	if (typeof value !== 'object' || value === null || Array.isArray(value)) {
		throw new RequestError('INVALID_FORMAT', 'Invalid message format: not an object');
	}

	return value as Parameters;
}

function subscribeParameters(fields: Parameters): SubscribeParameters {
	const seconds = aNumber(fields, 'interval', 'interval', 0.1, 3600);
	const history = own(fields, 'history');
	if (history !== undefined && (typeof history !== 'object' || history === null || Array.isArray(history))) {
		throw new RequestError('INVALID_PARAMS', 'history must be an object');
	}

	return {
		intervalMs: seconds === undefined ? undefined : seconds * 1000,
		metrics: parseMetrics(fields),
		format: oneOf(fields, 'format', ['full', 'compact']) ?? 'full',
		events: parseEvents(fields),
		history: history === undefined ? undefined : parseHistoryWindow(history as Parameters, 'history.'),
		isVersion1: subscribeFields.some(name => own(fields, name) !== undefined),
	};
}

function parseMetrics(fields: Parameters): readonly WireMetric[] | undefined {
	return texts(fields, 'metrics', 'metrics', mostMetrics)?.map(text => {
		const metric = parseWireMetric(text);
		if (!metric) {
			throw new RequestError(
				'UNKNOWN_METRIC',
				`Unknown metric; known are ${wireMetricNames.join(', ')}, whole or one field as in processor.usage_percent`,
			);
		}

		return metric;
	});
}

function parseEvents(fields: Parameters): readonly EventName[] | undefined {
	return texts(fields, 'events', 'events', 2)?.map(name => {
		if (name !== 'alerts' && name !== 'lag') {
			throw new RequestError('INVALID_PARAMS', 'events must be a list of "alerts" and "lag"');
		}

		return name;
	});
}
