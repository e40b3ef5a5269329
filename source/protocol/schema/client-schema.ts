import type {Schema} from '../../measurements/json-schema.js';
import {maxPoints} from '../messages/history-window.js';

const metricList: Schema = {type: 'array', maxItems: 32, uniqueItems: true, items: {type: 'string'}};

const requestId: Schema = {type: 'string', maxLength: 64, description: 'request ID; the response contains it'};

const historyFields = {
	seconds: {
		type: 'number',
		minimum: 0,
		maximum: 3600,
		description: 'maximum age of a sample, relative to the newest one, in seconds',
	},
	since_seq: {
		type: 'integer',
		minimum: 0,
		maximum: Number.MAX_SAFE_INTEGER,
		description: 'only samples after this sequence number of the server "server_id"',
	},
	server_id: {type: 'string', maxLength: 64, description: 'ID of the server that "since_seq" refers to'},
	points: {
		type: 'integer',
		minimum: 1,
		maximum: maxPoints,
		description: 'maximum number of rows; more samples are averaged',
	},
	metrics: {...metricList, description: 'names of the columns; all if absent'},
} as const;

function request(type: string, summary: string, properties: Readonly<Record<string, Schema>> = {}): Schema {
	return {
		title: type,
		description: summary,
		type: 'object',
		required: ['type'],
		properties: {type: {const: type}, id: requestId, ...properties},
	};
}

/** The schemas of all messages that a client may send, by type. Unknown fields are ignored. */
export const clientMessageSchemas: Readonly<Record<string, Schema>> = {
	ping: request('ping', 'Requests a pong.'),
	get_status: request('get_status', 'Requests the status of the server.'),
	subscribe: request('subscribe', 'Starts the stream, or changes its contents.', {
		interval: {
			type: 'number',
			minimum: 0.1,
			maximum: 3600,
			description: 'time between snapshots, in seconds; every snapshot if absent',
		},
		metrics: {
			...metricList,
			description: 'members of data, or single fields such as processor.usage_percent; all if absent',
		},
		format: {enum: ['full', 'compact']},
		events: {type: 'array', maxItems: 2, uniqueItems: true, items: {enum: ['alerts', 'lag']}},
		history: {type: 'object', properties: historyFields, description: 'history to send before the first snapshot'},
	}),
	unsubscribe: request('unsubscribe', 'Stops the stream; the connection stays open.'),
	history: request('history', 'Requests earlier measurements.', historyFields),
};

/** The JSON Schema (draft 2020-12) of the messages that a WebSocket client may send. */
export const clientMessageSchema: Schema = {
	$schema: 'https://json-schema.org/draft/2020-12/schema',
	$id: 'mon-tui/client-message/1',
	title: 'Messages from a client to the server',
	oneOf: Object.values(clientMessageSchemas),
};
