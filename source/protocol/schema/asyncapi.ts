import type {Schema} from '../../measurements/json-schema.js';
import {clientMessageSchemas} from './client-schema.js';
import {serverMessageSchemas} from './server-schema.js';

const channel = '/';

/** What the server sends, or receives. */
export type AsyncApiOperation = {
	readonly action: string;
	readonly channel: {readonly $ref: string};
	readonly messages: ReadonlyArray<{readonly $ref: string}>;
};

/** A document of AsyncAPI 3: https://www.asyncapi.com/docs/reference/specification/v3.0.0. */
export type AsyncApiDocument = {
	readonly asyncapi: string;
	readonly info: Schema;
	readonly servers: Schema;
	readonly channels: {readonly stream: Schema};
	/** From the view of the server. */
	readonly operations: {readonly receive: AsyncApiOperation; readonly send: AsyncApiOperation};
	readonly components: Schema;
};

/** The WebSocket protocol: one channel, what clients send and what they get. `version` is that of the program. */
export function asyncApi(version: string): AsyncApiDocument {
	// Both sides know a message "history".
	const requests = named('client', clientMessageSchemas);
	const answers = named('server', serverMessageSchemas);
	const messages = {...requests, ...answers};
	return {
		asyncapi: '3.0.0',
		info: {
			title: 'mon-tui',
			version,
			description:
				'A snapshot of the machine at every tick, alerts, history. The stream starts by itself. What is marked version 1 goes to clients that offer the subprotocol mon-tui.v1 or use a new field of subscribe.',
		},
		servers: {
			host: {
				host: '{host}:8765',
				protocol: 'ws',
				variables: {host: {default: '127.0.0.1'}},
				security: [{$ref: '#/components/securitySchemes/bearer'}],
			},
		},
		channels: {
			stream: {
				address: channel,
				messages: refs(Object.keys(messages), '#/components/messages'),
				bindings: {ws: {method: 'GET'}},
			},
		},
		operations: {
			receive: operation('receive', Object.keys(requests)),
			send: operation('send', Object.keys(answers)),
		},
		components: {
			messages,
			securitySchemes: {
				bearer: {
					type: 'http',
					scheme: 'bearer',
					description:
						'Header "Authorization: Bearer TOKEN"; from a browser the subprotocol bearer.BASE64URL beside mon-tui.v1.',
				},
			},
		},
	};
}

function named(side: string, schemas: Readonly<Record<string, Schema>>) {
	return Object.fromEntries(
		Object.entries(schemas).map(([name, payload]) => [
			`${side}.${name}`,
			{name, contentType: 'application/json', payload},
		]),
	);
}

/** From the view of the server, as AsyncAPI 3 has it. */
function operation(action: 'send' | 'receive', names: readonly string[]): AsyncApiOperation {
	return {
		action,
		channel: {$ref: '#/channels/stream'},
		messages: names.map(name => ({$ref: `#/channels/stream/messages/${name}`})),
	};
}

function refs(names: readonly string[], parent: string) {
	return Object.fromEntries(names.map(name => [name, {$ref: `${parent}/${name}`}]));
}
