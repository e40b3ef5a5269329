import {once} from 'node:events';
import type {Msg, NatsConnection} from '@nats-io/transport-node';
import type {HostFeed, HostListener} from '../remote/fleet/host-feed.js';
import {fieldsOf, optionalObject, optionalText} from '../support/fields.js';
import {parsedJson} from '../support/reader.js';
import {keepConnected} from './keep-connected.js';
import type {OpenConnection} from './open.js';
import {everySample, subjectToken} from './subject.js';

export type NatsFeedOptions = {
	/** Rejects when the library is not installed. */
	readonly opener: () => Promise<OpenConnection>;
	/** Of the server, for people. */
	readonly place: string;
	/** Who publishes after so many others is left out. */
	readonly maxHosts?: number;
};

/** No host publishes anything near it. */
const maxMessageBytes = 2 ** 20;

/** Every host that publishes to a NATS server, from its first message on. */
export function natsFeed({opener, place, maxHosts = 1000}: NatsFeedOptions): HostFeed {
	return {
		async run(listener, signal) {
			const open = await opener();
			const receive = receiver(listener, maxHosts);
			await using _link = keepConnected({
				open,
				onOpen(connection) {
					listener.trouble(undefined);
					subscribe(connection, receive, error => listener.trouble(`cannot listen to ${place}: ${error.message}`));
				},
				onAway: reason => listener.trouble(`cannot listen to ${place}: ${reason}`),
			});
			if (!signal.aborted) {
				await once(signal, 'abort');
			}
		},
	};
}

function subscribe(connection: NatsConnection, receive: (message: Msg) => void, onError: (error: Error) => void): void {
	connection.subscribe(everySample, {
		callback(error, message) {
			if (error) {
				onError(error);
			} else {
				receive(message);
			}
		},
	});
}

function receiver(listener: HostListener, maxHosts: number): (message: Msg) => void {
	// By the token in the subject: what a message says of itself may be missing, or change.
	const names = new Map<string, string>();

	return ({subject, data}) => {
		const token = subject.split('.')[1] ?? '';
		if (!names.has(token) && names.size >= maxHosts) {
			listener.trouble(`more than ${maxHosts} hosts publish; the others are left out`);
			return;
		}

		const message = data.length > maxMessageBytes ? undefined : parsedJson(new TextDecoder().decode(data));
		const name = names.get(token) ?? nameOf(message, token);
		names.set(token, name);
		if (message === undefined) {
			listener.link(name, {state: 'lost', reason: 'what it publishes is no measurement', isFinal: false});
		} else {
			listener.message(name, message);
		}
	};
}

/** The host's own name with its dots, if that is what the subject was made of. */
function nameOf(message: unknown, token: string): string {
	const data = optionalObject(fieldsOf(message) ?? {}, 'data');
	const hostname = optionalText(optionalObject(data ?? {}, 'system') ?? {}, 'hostname');
	return hostname !== undefined && subjectToken(hostname) === token ? hostname : token;
}
