import type {Socket} from 'node:net';
import {WebSocket} from 'ws';
import type {EventName} from '../../protocol/messages/client-message.js';
import {lagMessage} from '../../protocol/messages/server-message.js';
import {messageFrame} from './frame.js';
import {createPing, type Ping} from './ping.js';
import type {SnapshotFrame} from './snapshot-frame.js';

/**
The reason for which the server closed a connection: the client stopped reading, sent too many requests, or did not read
responses.
*/
export type CutReason = 'stalled' | 'flood' | 'backlog';

/** The minimum time between pings that are sent with a snapshot. */
const pingEveryMs = 2000;

/** The time between pings if no snapshots are sent. */
const idlePingEveryMs = 10_000;

/** The time after which an unanswered ping suspends snapshots, unless the interval is longer. */
const minCreditMs = 1500;

/** The time after which a client that does not answer a ping is disconnected. */
const maxSilenceMs = 20_000;

/**
A snapshot may be queued behind a ping or a lag message, which TLS does not write immediately, but not behind another
snapshot.
*/
const maxQueueBytes = 4 * 1024;

/** The maximum size of responses that the client has not read. */
const maxBacklogBytes = 64 * 1024;

type ClientOptions = {
	/** The address of the client, for the log. */
	readonly address: string;
	readonly isVersion1: boolean;
	/** Whether snapshots are sent compressed. */
	readonly canInflate: boolean;
	readonly onCut: (client: Client, reason: CutReason) => void;
};

/**
A WebSocket connection and its pace. A slow client loses snapshots and costs no memory: a snapshot is skipped while the
previous one has not been passed to the kernel, or while a ping sent after an earlier one is unanswered. (The kernel buffers
megabytes before the socket is full, so a slow client would otherwise be detected minutes late.)
*/
export class Client {
	/** Whether the client supports the message types of version 1. */
	isVersion1: boolean;
	readonly address: string;
	/** The events that the client has requested. `undefined`: all. */
	events: readonly EventName[] | undefined = undefined;
	readonly #webSocket: WebSocket;
	readonly #socket: Socket;
	readonly #canInflate: boolean;
	readonly #onCut: (client: Client, reason: CutReason) => void;
	#ping: {readonly payload: Buffer; readonly sentMs: number} | undefined = undefined;
	#lastPingMs = Number.NEGATIVE_INFINITY;
	/** The size of responses and events that the kernel has not taken yet. */
	#answerBytes = 0;
	#gap: {skipped: number; readonly from: number; to: number} | undefined = undefined;

	/** `socket` is the socket of `webSocket`: shared frames are written to it directly. */
	constructor(webSocket: WebSocket, socket: Socket, options: ClientOptions) {
		this.#webSocket = webSocket;
		this.#socket = socket;
		this.#canInflate = options.canInflate;
		this.#onCut = options.onCut;
		this.address = options.address;
		this.isVersion1 = options.isVersion1;
	}

	get isOpen(): boolean {
		return this.#webSocket.readyState === WebSocket.OPEN;
	}

	/** Sends the snapshot, or skips it if the client is too slow. Returns whether it was skipped. */
	offer(frame: SnapshotFrame, nowMs: number): boolean {
		if (!this.isOpen) {
			return false;
		}

		if (!this.#hasCredit(frame.intervalMs, nowMs)) {
			this.#skip(frame.sequence);
			return true;
		}

		this.#reportGap();
		const encoding = this.#canInflate ? frame.deflated : frame.plain;
		if (this.#ping === undefined && nowMs - this.#lastPingMs >= pingEveryMs) {
			this.#writePing(encoding.withPing(), nowMs);
		} else {
			this.#socket.write(encoding.bytes());
		}

		return false;
	}

	/** Sends a response or an event. A client that does not read them is disconnected. */
	send(message: object): void {
		void this.sendFrame(messageFrame(message));
	}

	/** Sends a frame. Resolves when the kernel has it or the connection is closed. */
	async sendFrame(frame: Buffer): Promise<void> {
		if (!this.isOpen) {
			return;
		}

		if (this.#answerBytes > maxBacklogBytes) {
			this.cut('backlog');
			return;
		}

		this.#answerBytes += frame.length;
		await new Promise<void>(resolve => this.#socket.write(frame, () => resolve()));
		this.#answerBytes -= frame.length;
	}

	receives(event: EventName): boolean {
		return this.isVersion1 && (this.events?.includes(event) ?? true);
	}

	/** Forgets skipped snapshots, because the client starts a new subscription. */
	forgetGap(): void {
		this.#gap = undefined;
	}

	/** Returns whether the pong answers a ping of the server. */
	receivePong(payload: Buffer): boolean {
		const isAnswer = this.#ping?.payload.equals(payload) ?? false;
		if (isAnswer) {
			this.#ping = undefined;
		}

		return isAnswer;
	}

	/** Checks the connection. The caller calls it about once per second. */
	beat(nowMs: number): void {
		if (!this.isOpen) {
			return;
		}

		if (this.#ping) {
			if (nowMs - this.#ping.sentMs > maxSilenceMs) {
				this.cut('stalled');
			}
		} else if (nowMs - this.#lastPingMs >= idlePingEveryMs) {
			this.#writePing(createPing(), nowMs);
		}
	}

	close(code: number, reason: string): void {
		this.#webSocket.close(code, reason);
	}

	/** Terminates the connection without a close frame, which would be queued behind all other frames. */
	cut(reason: CutReason): void {
		this.#onCut(this, reason);
		this.#webSocket.terminate();
	}

	async closed(): Promise<void> {
		if (this.#webSocket.readyState !== WebSocket.CLOSED) {
			await new Promise<void>(resolve => {
				this.#webSocket.once('close', () => resolve());
			});
		}
	}

	terminate(): void {
		this.#webSocket.terminate();
	}

	#hasCredit(intervalMs: number, nowMs: number): boolean {
		// Answers do not count: they are bounded, and a history would hold back every snapshot until it is sent.
		if (this.#socket.writableLength - this.#answerBytes > maxQueueBytes) {
			return false;
		}

		return this.#ping === undefined || nowMs - this.#ping.sentMs <= Math.max(2 * intervalMs, minCreditMs);
	}

	#skip(sequence: number): void {
		this.#gap ??= {skipped: 0, from: sequence, to: sequence};
		this.#gap.skipped += 1;
		this.#gap.to = sequence;
	}

	#reportGap(): void {
		const gap = this.#gap;
		this.#gap = undefined;
		if (gap && this.receives('lag')) {
			this.#socket.write(messageFrame(lagMessage(gap.skipped, gap.from, gap.to)));
		}
	}

	#writePing({bytes, payload}: Ping, nowMs: number): void {
		this.#ping = {payload, sentMs: nowMs};
		this.#lastPingMs = nowMs;
		this.#socket.write(bytes);
	}
}
