import {randomUUID} from 'node:crypto';
import type {MonitorState} from '../../core/state.js';
import type {ReadonlyStore} from '../../core/store.js';
import {known} from '../../metrics/reading.js';
import {type ClientMessage, parseClientMessage} from '../../protocol/messages/client-message.js';
import {RequestError} from '../../protocol/messages/error-code.js';
import type {HistoryWindow} from '../../protocol/messages/history-window.js';
import {
	alertMessage,
	connectionMessage,
	errorMessage,
	lagMessage,
	pongMessage,
	subscriptionMessage,
} from '../../protocol/messages/server-message.js';
import {version} from '../../support/version.js';
import {createTurns} from '../limits/turns.js';
import {payloadFor} from '../websocket/group.js';
import {createHistoryReplies, historyPieces} from '../websocket/history-replies.js';
import {type Outgoing, outgoing} from '../websocket/outgoing.js';
import {everything, type Subscription, ticksPerSnapshot} from '../websocket/subscription.js';

export type LineSessionOptions = {
	readonly store: ReadonlyStore<MonitorState>;
	/** Writes a line without its line break. */
	write(line: string): void;
	/** Returns whether the client has read enough for another snapshot. */
	isReady(): boolean;
};

/** The session of one client that sends and receives a message per line, with the messages of the WebSocket server. */
export type LineSession = Disposable & {
	/** Handles a request of the client. */
	receive(text: string): void;
	/** Returns whether the client requests the list of processes. */
	wantsProcessList(): boolean;
	/** Returns the time between snapshots that the client requests, in milliseconds. `undefined`: every snapshot. */
	requestedIntervalMs(): number | undefined;
};

/** The first sample has no rates, and a client that wants one sample should get them. */
const firstSequence = 2;

/** Informative only: the other end of a pipe is the same program. */
const limits = {maxMessageBytes: 16 * 1024, requestsPerSecond: 10};

/** Starts the session of a client: sends the greeting, and then the snapshots that it subscribes to. */
export function createLineSession({store, write, isReady}: LineSessionOptions): LineSession {
	const serverId = randomUUID();
	const histories = createHistoryReplies(() => store.getState().history, serverId, createTurns());
	let subscription: Subscription | undefined = everything;
	let latest: Outgoing | undefined;
	/** A request for the history that arrived before the first sample. */
	let openRequest: {readonly window: HistoryWindow; readonly id: string | undefined} | undefined;
	let gap: {skipped: number; readonly from: number; to: number} | undefined;

	const send = (message: object): void => write(JSON.stringify(message));
	const tickMs = (): number => store.getState().intervalMs;

	const offer = (snapshot: Outgoing): void => {
		const {sequence} = snapshot.sample;
		if (subscription === undefined) {
			return;
		}

		if (!isReady()) {
			gap ??= {skipped: 0, from: sequence, to: sequence};
			gap.skipped += 1;
			gap.to = sequence;
			return;
		}

		if (gap) {
			send(lagMessage(gap.skipped, gap.from, gap.to));
			gap = undefined;
		}

		write(payloadFor(snapshot, subscription, tickMs()).toString('utf8'));
	};

	const update = (): void => {
		const {sample} = store.getState();
		if (sample === undefined || sample === latest?.sample || sample.sequence < firstSequence) {
			return;
		}

		latest = outgoing(sample, undefined);
		for (const message of sample.events.map(alertMessage)) {
			if (message) {
				send(message);
			}
		}

		if (openRequest) {
			const {window, id} = openRequest;
			openRequest = undefined;
			void sendHistory(window, id).then(offerLatest, error => fail(error, id));
		} else if (subscription && sample.sequence % ticksPerSnapshot(subscription, tickMs()) === 0) {
			offer(latest);
		}
	};

	const offerLatest = (): void => {
		if (latest) {
			offer(latest);
		}
	};

	const fail = (error: unknown, id?: string): void =>
		send(
			error instanceof RequestError
				? errorMessage({id: error.requestId ?? id}, error.code, error.message)
				: errorMessage({id}, 'INTERNAL', 'The request failed'),
		);

	const sendHistory = async (window: HistoryWindow, id: string | undefined): Promise<void> => {
		for (const piece of historyPieces(await histories.table(window), id, serverId)) {
			write(piece);
		}
	};

	const subscribe = async ({id, history, intervalMs, metrics, format}: Subscribe): Promise<void> => {
		const rounded = ticksPerSnapshot({intervalMs}, tickMs()) * tickMs();
		subscription = {intervalMs, metrics, format};
		gap = undefined;
		send(subscriptionMessage({id}, {...subscription, intervalMs: rounded}));
		openRequest = history && !latest ? {window: history, id} : undefined;
		if (history && latest) {
			await sendHistory(history, id);
		}

		offerLatest();
	};

	const answer = async (message: ClientMessage): Promise<void> => {
		switch (message.type) {
			case 'ping':
				send(pongMessage(message, Date.now(), latest?.sample.sequence));
				break;
			case 'subscribe':
				await subscribe(message);
				break;
			case 'unsubscribe':
				subscription = undefined;
				send(subscriptionMessage(message, undefined));
				break;
			case 'history':
				await sendHistory(message.window, message.id);
				break;
			case 'get_status':
				throw new RequestError('UNKNOWN_TYPE', 'Only a server has a status', message.id);
			default:
				message satisfies never;
		}
	};

	const {sample, intervalMs, history} = store.getState();
	send(
		connectionMessage({
			serverVersion: version,
			serverId,
			system: known(sample?.snapshot.readings.system),
			intervalMs,
			sequence: sample?.sequence,
			limits: {...limits, historySamples: history.limits.samples},
		}),
	);
	const unsubscribe = store.subscribe(update);

	return {
		receive(text) {
			let id: string | undefined;
			try {
				const message = parseClientMessage(text);
				id = message.id;
				answer(message).catch(error => fail(error, id));
			} catch (error) {
				fail(error, id);
			}
		},
		wantsProcessList: () =>
			subscription !== undefined && (subscription.metrics?.some(({name}) => name === 'processes') ?? true),
		requestedIntervalMs: () => subscription?.intervalMs,
		[Symbol.dispose]: unsubscribe,
	};
}

type Subscribe = Extract<ClientMessage, {readonly type: 'subscribe'}>;
