import {completeMessage} from '../../protocol/messages/complete-message.js';
import {type HistoryPoint, parseHistoryPoints} from '../../protocol/messages/history-point.js';
import {maxPoints} from '../../protocol/messages/history-window.js';
import {type Fields, number, optionalNumber, optionalText} from '../../support/fields.js';
import type {Address} from './address.js';
import type {Failure} from './connection-error.js';
import {type DialOptions, dial} from './dial.js';
import type {Heard} from './heard.js';
import {alertEvent, identityOf, intervalOf, readMessage, sampleEvent} from './read-message.js';
import type {ServerEvent, ServerIdentity} from './server-event.js';
import {type Heartbeat, judgeSilence} from './silence.js';
import {type Subscription, subscribeMessage} from './subscription.js';

/** One connection, spoken on. */
export type Session = {
	subscribe(subscription: Subscription): void;
	close(): void;
};

export type SessionOptions = DialOptions & {
	readonly address: Address;
	readonly subscription: Subscription;
	readonly heartbeat: Heartbeat;
	readonly heard: Heard;
};

export type SessionHandlers = {
	onEvent(event: ServerEvent): void;
	/** Whether samples come as often as they should. */
	onFreshness(isFresh: boolean): void;
	/** Called once, and last. */
	onEnd(failure: Failure): void;
};

/** Until a server says how often its samples come. */
const assumedIntervalMs = 2000;

const minCheckMs = 10;
const maxCheckMs = 1000;

/** A server sends ten samples a second at most, and an alert now and then. */
const maxMessagesPerSecond = 500;

/** A request with history costs eleven of the ten tokens that a server gives back each second. */
const minRequestGapMs = 1200;

/** A server that asks for more patience is asked again all the same. */
const maxRetrySeconds = 30;

const noMessage: Failure = {reason: 'what answers is no mon-tui server', isFinal: false};

export function openSession(options: SessionOptions, {onEvent, onFreshness, onEnd}: SessionHandlers): Session {
	const {address, heartbeat, heard} = options;
	let {subscription} = options;
	let server: ServerIdentity | undefined;
	let requests = 0;
	let pastPoints: HistoryPoint[] = [];
	let samples = 0;
	let intervalMs = assumedIntervalMs;
	let signMs = performance.now();
	let sampleMs = signMs;
	let pingMs: number | undefined;
	let second = {startMs: signMs, messages: 0};
	let askedMs = Number.NEGATIVE_INFINITY;
	let asking: NodeJS.Timeout | undefined;

	const line = dial(address, options, {
		onSign() {
			signMs = performance.now();
			pingMs = undefined;
		},
		onText(text) {
			const message = isFlood() ? undefined : readMessage(text);
			if (message) {
				receive(message);
			} else {
				line.cut(
					second.messages > maxMessagesPerSecond ? {reason: 'the server sends too much', isFinal: false} : noMessage,
				);
			}
		},
		onEnd(failure) {
			clearInterval(watch);
			clearTimeout(asking);
			onEnd(failure);
		},
	});

	const watch = setInterval(
		() => {
			const nowMs = performance.now();
			const {isStale, isDead, needsPing} = judgeSilence(
				{
					quietMs: nowMs - signMs,
					withoutSampleMs: nowMs - sampleMs,
					pingAgeMs: pingMs === undefined ? undefined : nowMs - pingMs,
					intervalMs,
				},
				heartbeat,
			);
			if (isDead) {
				line.cut({reason: 'no sign of life', isFinal: false});
				return;
			}

			if (isStale && samples > 0) {
				onFreshness(false);
			}

			if (needsPing) {
				pingMs = nowMs;
				line.ping();
			}
		},
		Math.max(minCheckMs, Math.min(maxCheckMs, heartbeat.staleAfterMs / 2, heartbeat.answerWithinMs / 2)),
	);

	const isFlood = (): boolean => {
		if (signMs - second.startMs > 1000) {
			second = {startMs: signMs, messages: 0};
		}

		second.messages += 1;
		return second.messages > maxMessagesPerSecond;
	};

	/** Now, or as soon as the server grants it; then for what is wanted by then. */
	const ask = (): void => {
		clearTimeout(asking);
		const nowMs = performance.now();
		if (nowMs < askedMs + minRequestGapMs) {
			asking = setTimeout(ask, askedMs + minRequestGapMs - nowMs);
		} else if (server?.isVersion1) {
			askedMs = nowMs;
			requests += 1;
			pastPoints = [];
			const {history} = subscription;
			line.send(subscribeMessage(String(requests), subscription, history && heard.window(server.id, history)));
		}
	};

	const receive = (message: Fields & {readonly type: string}): void => {
		switch (message.type) {
			case 'connection':
				server = identityOf(message);
				intervalMs = server.intervalMs ?? intervalMs;
				onEvent({type: 'connected', server});
				ask();
				break;
			case 'monitoring_data':
				receiveSample(message);
				break;
			case 'history':
				receiveHistory(message);
				break;
			case 'alert': {
				const event = alertEvent(message);
				if (event) {
					onEvent(event);
				}

				break;
			}

			case 'lag':
				onEvent({type: 'lag', skipped: optionalNumber(message, 'skipped') ?? 1, by: 'server'});
				break;
			case 'subscription':
				receiveSubscription(message);
				break;
			case 'error':
				receiveError(message);
				break;
			default:
			// A later version may say more than we know.
		}
	};

	const receiveSubscription = (message: Fields): void => {
		intervalMs = intervalOf(message) ?? intervalMs;
		// An answer to what was asked before the latest is no news.
		if (optionalText(message, 'id') === String(requests)) {
			onEvent({type: 'subscribed', intervalMs});
		}
	};

	const receiveError = (message: Fields): void => {
		const code = optionalText(message, 'code') ?? '';
		onEvent({type: 'refused', code, message: optionalText(message, 'message') ?? ''});
		if (code === 'RATE_LIMITED') {
			const seconds = Math.min(maxRetrySeconds, optionalNumber(message, 'retry_after') ?? 1);
			clearTimeout(asking);
			asking = setTimeout(ask, Math.max(minRequestGapMs, seconds * 1000));
		}
	};

	const receiveSample = (message: Fields): void => {
		const nowMs = performance.now();
		samples += 1;
		// A server that does not tell its interval is taken at its pace.
		const toldMs = intervalOf(message);
		intervalMs = toldMs ?? (samples < 2 ? intervalMs : (intervalMs + nowMs - sampleMs) / 2);
		sampleMs = nowMs;
		const complete = completeMessage(message, {sequence: samples, nowMs: Date.now(), intervalMs});
		heard.note(server?.id, number(complete, 'seq'));
		onFreshness(true);
		onEvent(sampleEvent(complete));
	};

	const receiveHistory = (message: Fields): void => {
		pastPoints = [...pastPoints, ...parseHistoryPoints(message)].slice(-maxPoints);
		if (message.done === true && optionalText(message, 'id') === String(requests)) {
			heard.settle();
			onEvent({type: 'history', points: pastPoints});
			pastPoints = [];
		}
	};

	return {
		subscribe(next) {
			subscription = next;
			ask();
		},
		close: () => line.close(),
	};
}
