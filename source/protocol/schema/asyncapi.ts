import type {Schema} from '../../measurements/json-schema.js';
import {clientMessageSchemas} from './client-schema.js';
import {serverMessageSchemas} from './server-schema.js';

const channel = '/';

/** An operation of the server: it sends or receives messages. */
export type AsyncApiOperation = {
	readonly action: string;
	readonly channel: {readonly $ref: string};
	readonly messages: ReadonlyArray<{readonly $ref: string}>;
};

/** An AsyncAPI 3 document: https://www.asyncapi.com/docs/reference/specification/v3.0.0. */
export type AsyncApiDocument = {
	readonly asyncapi: string;
	readonly info: Schema;
	readonly servers: Schema;
	readonly channels: {readonly stream: Schema};
	/** The operations, from the server's point of view. */
	readonly operations: {readonly receive: AsyncApiOperation; readonly send: AsyncApiOperation};
	readonly components: Schema;
};

/** Returns an AsyncAPI document of the WebSocket protocol. `version` is the version of mon-tui. */
export function asyncApi(version: string): AsyncApiDocument {
	// Client and server both have a message "history".
	const requests = named('client', clientMessageSchemas);
	const answers = named('server', serverMessageSchemas);
	const messages = {...requests, ...answers};
	return {
		asyncapi: '3.0.0',
		info: {
			title: 'mon-tui',
			version,
			description:
				'Sends a snapshot of the machine at every tick, alerts and history. The stream starts when a client connects. Messages of version 1 are sent to clients that offer the subprotocol mon-tui.v1 or use a field of subscribe.',
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
						'Header "Authorization: Bearer TOKEN"; in a browser, the subprotocol bearer.BASE64URL in addition to mon-tui.v1.',
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

/** Returns an operation from the server's point of view, as AsyncAPI 3 requires. */
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
