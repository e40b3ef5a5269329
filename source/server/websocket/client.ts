import type {Socket} from 'node:net';
import {WebSocket} from 'ws';
import type {EventName} from '../../protocol/messages/client-message.js';
import {lagMessage} from '../../protocol/messages/server-message.js';
import {messageFrame} from './frame.js';
import {createPing, type Ping} from './ping.js';
import type {SnapshotFrame} from './snapshot-frame.js';

/** Why the server cut a connection: nothing was read, too much was asked, answers were not fetched. */
export type CutReason = 'stalled' | 'flood' | 'backlog';

/** A ping goes out with a snapshot, at most that often. */
const pingEveryMs = 2000;

/** Where no snapshot goes out, a ping goes alone. */
const idlePingEveryMs = 10_000;

/** A ping that is not answered for that long holds snapshots back, unless the interval is longer. */
const minCreditMs = 1500;

/** A client that has not answered for that long is gone, or never was there. */
const maxSilenceMs = 20_000;

/** A snapshot may wait behind a ping or a lag, which over TLS are never with the kernel at once, but not behind another snapshot. */
const maxQueueBytes = 4 * 1024;

/** Answers that nobody fetches may take that much memory. */
const maxBacklogBytes = 64 * 1024;

type ClientOptions = {
	/** Who it is, for the log. */
	readonly address: string;
	readonly isVersion1: boolean;
	/** Whether snapshots go out compressed. */
	readonly canInflate: boolean;
	readonly onCut: (client: Client, reason: CutReason) => void;
};

/**
One connection, and what the server knows of its pace. A slow client loses snapshots and never costs memory: one is left
out while the last was not handed to the kernel, or while a ping sent behind an earlier one is unanswered. (The kernel
takes megabytes before the socket says that it is full, so that alone would be noticed minutes late.)
*/
export class Client {
	/** New kinds of messages go only to clients that know them. */
	isVersion1: boolean;
	readonly address: string;
	/** What it wants of those. `undefined`: all. */
	events: readonly EventName[] | undefined = undefined;
	readonly #webSocket: WebSocket;
	readonly #socket: Socket;
	readonly #canInflate: boolean;
	readonly #onCut: (client: Client, reason: CutReason) => void;
	#ping: {readonly payload: Buffer; readonly sentMs: number} | undefined = undefined;
	#lastPingMs = Number.NEGATIVE_INFINITY;
	/** Of answers and events that are not with the kernel yet. */
	#answerBytes = 0;
	#gap: {skipped: number; readonly from: number; to: number} | undefined = undefined;

	/** `socket` is the one under `webSocket`: frames that are shared are written to it directly. */
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

	/** Sends the snapshot, or leaves it out when the client is too slow for it. Returns whether it was left out. */
	offer(frame: SnapshotFrame, nowMs: number): boolean {
		if (!this.isOpen) {
			return false;
		}

		if (!this.#hasCredit(frame.intervalMs, nowMs)) {
			this.#skip(frame.sequence);
			return true;
		}

		this.#tellGap();
		const encoding = this.#canInflate ? frame.deflated : frame.plain;
		if (this.#ping === undefined && nowMs - this.#lastPingMs >= pingEveryMs) {
			this.#writePing(encoding.withPing(), nowMs);
		} else {
			this.#socket.write(encoding.bytes());
		}

		return false;
	}

	/** An answer, or an event. Whoever lets them pile up is cut. */
	send(message: object): void {
		void this.sendFrame(messageFrame(message));
	}

	/** Resolves when the frame is with the kernel, or the connection is closed. */
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

	wants(event: EventName): boolean {
		return this.isVersion1 && (this.events?.includes(event) ?? true);
	}

	/** Forgets what was left out: the client starts with something else. */
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

	/** To be called every second or so. */
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

	/** Without a close frame: it would wait behind all the rest. */
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

	#tellGap(): void {
		const gap = this.#gap;
		this.#gap = undefined;
		if (gap && this.wants('lag')) {
			this.#socket.write(messageFrame(lagMessage(gap.skipped, gap.from, gap.to)));
		}
	}

	#writePing({bytes, payload}: Ping, nowMs: number): void {
		this.#ping = {payload, sentMs: nowMs};
		this.#lastPingMs = nowMs;
		this.#socket.write(bytes);
	}
}
