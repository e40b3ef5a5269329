import type {Schema} from '../../measurements/json-schema.js';
import {mostPoints} from '../messages/history-window.js';

const metricList: Schema = {type: 'array', maxItems: 32, uniqueItems: true, items: {type: 'string'}};

const requestId: Schema = {type: 'string', maxLength: 64, description: 'comes back in the answer'};

const historyFields = {
	seconds: {type: 'number', minimum: 0, maximum: 3600, description: 'not older than that before the newest sample'},
	since_seq: {
		type: 'integer',
		minimum: 0,
		maximum: Number.MAX_SAFE_INTEGER,
		description: 'only what came after this sample of the server "server_id"',
	},
	server_id: {type: 'string', maxLength: 64},
	points: {type: 'integer', minimum: 1, maximum: mostPoints, description: 'at most that many rows'},
	metrics: {...metricList, description: 'names of columns'},
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

/** Every message that a client may send, by its type. Fields that are not named are ignored. */
export const clientMessageSchemas: Readonly<Record<string, Schema>> = {
	ping: request('ping', 'Asks for a pong.'),
	get_status: request('get_status', 'Asks for the status of the server.'),
	subscribe: request('subscribe', 'Starts the stream, or changes what it carries.', {
		interval: {type: 'number', minimum: 0.1, maximum: 3600, description: 'seconds between snapshots'},
		metrics: {...metricList, description: 'members of data, whole or one field as in processor.usage_percent'},
		format: {enum: ['full', 'compact']},
		events: {type: 'array', maxItems: 2, uniqueItems: true, items: {enum: ['alerts', 'lag']}},
		history: {type: 'object', properties: historyFields, description: 'sent before the first snapshot'},
	}),
	unsubscribe: request('unsubscribe', 'Stops the stream; the connection stays.'),
	history: request('history', 'Asks for what was measured before.', historyFields),
};

/** JSON Schema (draft 2020-12) of what a WebSocket client may send. */
export const clientMessageSchema: Schema = {
	$schema: 'https://json-schema.org/draft/2020-12/schema',
	$id: 'mon-tui/client-message/1',
	title: 'What a client sends',
	oneOf: Object.values(clientMessageSchemas),
};
