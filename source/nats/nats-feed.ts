import {once} from 'node:events';
import type {Msg, NatsConnection} from '@nats-io/transport-node';
import type {HostFeed, HostListener} from '../remote/fleet/host-feed.js';
import {fieldsOf, optionalObject, optionalText} from '../support/fields.js';
import {parsedJson} from '../support/reader.js';
import {keepConnected} from './keep-connected.js';
import type {OpenConnection} from './open.js';
import {allSamples, subjectToken} from './subject.js';

export type NatsFeedOptions = {
	/** Returns a function that opens connections. Rejects if the NATS library is not installed. */
	readonly opener: () => Promise<OpenConnection>;
	/** The address of the server, for messages. */
	readonly place: string;
	/** The maximum number of hosts. Further hosts are ignored. @default 1000 */
	readonly maxHosts?: number;
};

/** The maximum size of a message. */
const maxMessageBytes = 2 ** 20;

/** Returns a feed of all hosts that publish to a NATS server. A host is listed from its first message on. */
export function natsFeed({opener, place, maxHosts = 1000}: NatsFeedOptions): HostFeed {
	return {
		async run(listener, signal) {
			const open = await opener();
			const receive = receiver(listener, maxHosts);
			await using _link = keepConnected({
				open,
				onOpen(connection) {
					listener.trouble(undefined);
					subscribe(connection, receive, error => listener.trouble(`cannot subscribe at ${place}: ${error.message}`));
				},
				onAway: reason => listener.trouble(`cannot subscribe at ${place}: ${reason}`),
			});
			if (!signal.aborted) {
				await once(signal, 'abort');
			}
		},
	};
}

function subscribe(connection: NatsConnection, receive: (message: Msg) => void, onError: (error: Error) => void): void {
	connection.subscribe(allSamples, {
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
	// Keyed by the token in the subject: the host name in a message may be missing or change.
	const names = new Map<string, string>();

	return ({subject, data}) => {
		const token = subject.split('.')[1] ?? '';
		if (!names.has(token) && names.size >= maxHosts) {
			listener.trouble(`more than ${maxHosts} hosts publish; further hosts are ignored`);
			return;
		}

		const message = data.length > maxMessageBytes ? undefined : parsedJson(new TextDecoder().decode(data));
		const name = names.get(token) ?? nameOf(message, token);
		names.set(token, name);
		if (message === undefined) {
			listener.link(name, {state: 'lost', reason: 'its messages are not valid measurements', isFinal: false});
		} else {
			listener.message(name, message);
		}
	};
}

/** Returns the host name in the message, with its dots, if it matches the subject; otherwise the token in the subject. */
function nameOf(message: unknown, token: string): string {
	const data = optionalObject(fieldsOf(message) ?? {}, 'data');
	const hostname = optionalText(optionalObject(data ?? {}, 'system') ?? {}, 'hostname');
	return hostname !== undefined && subjectToken(hostname) === token ? hostname : token;
}
