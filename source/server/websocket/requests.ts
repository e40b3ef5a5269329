import {type ClientMessage, parseClientMessage} from '../../protocol/messages/client-message.js';
import {RequestError} from '../../protocol/messages/error-code.js';
import type {HistoryWindow} from '../../protocol/messages/history-window.js';
import {errorMessage, pongMessage, statusMessage, subscriptionMessage} from '../../protocol/messages/server-message.js';
import {costs} from '../limits/budgets.js';
import {createRequestLimit} from '../limits/request-limit.js';
import type {Service} from '../service.js';
import type {Client} from './client.js';
import {textFrame} from './frame.js';
import {type HistoryTable, historyPieces} from './history-replies.js';

type Subscribe = Extract<ClientMessage, {readonly type: 'subscribe'}>;

/** A handler for the requests of one client. */
export type Requests = {
	receive(text: string): void;
	/** Counts a ping or an unsolicited pong. It costs one request and is not answered here. */
	count(): void;
};

/** Creates a handler. `onFailure` gets errors that the client did not cause. */
export function createRequests(client: Client, service: Service, onFailure: (error: unknown) => void): Requests {
	const {budgets, histories, serverId, stream} = service;
	const {address} = client;
	const limit = createRequestLimit(performance.now(), {
		take: cost => budgets.take(address, cost),
		retryAfter: cost => budgets.retryAfter(address, cost),
	});

	const isGranted = (cost: number, id?: string, sharedCost?: number): boolean => {
		const nowMs = performance.now();
		const verdict = limit.ask(cost, nowMs, sharedCost);
		if (verdict === 'flood') {
			client.cut('flood');
		} else if (verdict === 'refused') {
			service.refusals.add('rate', address, 'too many messages');
			client.send(errorMessage({id}, 'RATE_LIMITED', 'Too many requests', limit.retryAfter(cost, nowMs)));
		}

		return verdict === 'granted';
	};

	const isHistoryGranted = (window: HistoryWindow, id: string | undefined): boolean =>
		isGranted(costs.history, id, histories.isKept(window) ? costs.request : costs.history);

	const answer = (message: ClientMessage): void => {
		switch (message.type) {
			case 'ping': {
				client.send(pongMessage(message, Date.now(), service.status().sequence));
				return;
			}

			case 'get_status': {
				client.send(statusMessage(message, service.status()));
				return;
			}

			case 'subscribe': {
				subscribe(message);
				return;
			}

			case 'unsubscribe': {
				stream.unsubscribe(client);
				client.send(subscriptionMessage(message, undefined));
				return;
			}

			case 'history': {
				if (isHistoryGranted(message.window, message.id)) {
					sendHistory(message.window, message.id);
				}

				return;
			}

			default: {
				message satisfies never;
			}
		}
	};

	/** Sends a history, immediately if it is cached, and then calls `andThen`. */
	const sendHistory = (window: HistoryWindow, id: string | undefined, andThen = (): void => {}): void => {
		const send = (table: HistoryTable): void => {
			void sendInTurn(client, historyPieces(table, id, serverId));
			andThen();
		};
		const table = histories.table(window);
		if (table instanceof Promise) {
			table.then(send).catch(error => fail(error, id));
		} else {
			send(table);
		}
	};

	const subscribe = (message: Subscribe): void => {
		if (message.history && !isHistoryGranted(message.history, message.id)) {
			return;
		}

		const {intervalMs, metrics, format} = message;
		const {subscription, isNew, isOther} = stream.subscribe(client, {intervalMs, metrics, format});
		client.isVersion1 ||= message.isVersion1;
		client.events = message.events;
		if (isOther) {
			service.refusals.add('variants', address, 'too many variants of the stream');
			client.send(errorMessage(message, 'TOO_MANY_VARIANTS', tooManyVariants));
		}

		client.send(subscriptionMessage(message, subscription));
		const sendLatest = (): void => {
			if (isNew) {
				stream.sendLatest(client);
			}
		};
		if (message.history && stream.latest()) {
			sendHistory(message.history, message.id, sendLatest);
		} else {
			sendLatest();
		}
	};

	const fail = (error: unknown, id: string | undefined): void => {
		if (error instanceof RequestError) {
			client.send(errorMessage({id: error.requestId ?? id}, error.code, error.message));
		} else {
			onFailure(error);
		}
	};

	return {
		receive(text) {
			if (!isGranted(costs.request)) {
				return;
			}

			let id: string | undefined;
			try {
				const message = parseClientMessage(text);
				id = message.id;
				answer(message);
			} catch (error) {
				fail(error, id);
			}
		},
		count() {
			// The rest of a packet is still read after the connection was closed.
			if (client.isOpen) {
				isGranted(costs.request);
			}
		},
	};
}

const tooManyVariants =
	'The server supports no further combination of interval, metrics and format; it sends the nearest available one';

/** Sends one message at a time; the next one when the kernel has the previous one. */
async function sendInTurn(client: Client, texts: readonly string[]): Promise<void> {
	for (const text of texts) {
		await client.sendFrame(textFrame(Buffer.from(text)));
	}
}
