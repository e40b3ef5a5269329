import {type ClientMessage, parseClientMessage} from '../protocol/client-message.js';
import {RequestError} from '../protocol/error-code.js';
import type {HistoryWindow} from '../protocol/history-window.js';
import {errorMessage, pongMessage, statusMessage, subscriptionMessage} from '../protocol/server-message.js';
import type {Client} from './client.js';
import {type HistoryMessage, historyReply} from './history-reply.js';
import {createRequestLimit} from './request-limit.js';
import type {Service} from './service.js';

/** History is read from thousands of samples; everything else costs next to nothing. */
const historyCost = 10;

type Subscribe = Extract<ClientMessage, {readonly type: 'subscribe'}>;

/** Answers the messages of one client. */
export function createRequests(client: Client, service: Service): (text: string) => void {
	const limit = createRequestLimit(performance.now());

	const isGranted = (cost: number, id?: string): boolean => {
		const nowMs = performance.now();
		const verdict = limit.ask(cost, nowMs);
		if (verdict === 'flood') {
			client.cut('flood');
		} else if (verdict === 'refused') {
			client.send(errorMessage({id}, 'RATE_LIMITED', 'Too many requests', limit.retryAfter(cost, nowMs)));
		}

		return verdict === 'granted';
	};

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
				service.stream.unsubscribe(client);
				client.send(subscriptionMessage(message, undefined));
				return;
			}

			case 'history': {
				if (isGranted(historyCost - 1, message.id)) {
					sendHistory(message.window, message.id);
				}

				return;
			}

			default: {
				message satisfies never;
			}
		}
	};

	const sendHistory = (window: HistoryWindow, id: string | undefined): void => {
		const {store, serverId} = service;
		void sendInTurn(client, historyReply(store.getState().history, window, {id, serverId}));
	};

	const subscribe = (message: Subscribe): void => {
		if (message.history && !isGranted(historyCost - 1, message.id)) {
			return;
		}

		const {intervalMs, metrics, format} = message;
		const {subscription, isNew} = service.stream.subscribe(client, {intervalMs, metrics, format});
		client.isVersion1 ||= message.isVersion1;
		client.events = message.events;
		client.send(subscriptionMessage(message, subscription));
		if (message.history && service.stream.latest()) {
			sendHistory(message.history, message.id);
		}

		if (isNew) {
			service.stream.sendLatest(client);
		}
	};

	return text => {
		if (!isGranted(1)) {
			return;
		}

		let id: string | undefined;
		try {
			const message = parseClientMessage(text);
			id = message.id;
			answer(message);
		} catch (error) {
			if (!(error instanceof RequestError)) {
				throw error;
			}

			client.send(errorMessage({id: error.requestId ?? id}, error.code, error.message));
		}
	};
}

/** One message at a time: the next when the last is with the kernel. */
async function sendInTurn(client: Client, messages: readonly HistoryMessage[]): Promise<void> {
	for (const message of messages) {
		client.send(message);
		await client.drained();
	}
}
